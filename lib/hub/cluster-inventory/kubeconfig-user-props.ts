/** A command that `kubectl` runs for a credential each time it needs one (client-go v0.34 tools/clientcmd/api/v1 ExecConfig). */
export interface KubeconfigExecProps {
  /** The command: `kubectl-oidc_login`. A relative path with a `/` in it counts from the folder of the kubeconfig; a name is looked up in `PATH`. */
  readonly command: string;
  /** Its arguments: `['get-token', '--oidc-issuer-url=https://login.example.com']`. What looks like a credential is refused. @default - none */
  readonly args?: readonly string[];
  /** Variables of its environment, beside those of who runs `kubectl`. What looks like a credential is refused. @default - none */
  readonly env?: Readonly<Record<string, string>>;
  /** Version of the interface that the command speaks. @default 'client.authentication.k8s.io/v1' */
  readonly apiVersion?: 'client.authentication.k8s.io/v1' | 'client.authentication.k8s.io/v1beta1';
  /** Whether it may ask on the terminal. With `Always` it fails where there is none. @default 'IfAvailable' */
  readonly interactiveMode?: 'Never' | 'IfAvailable' | 'Always';
  /** Whether it is told the address and the authority of the cluster, as `gke-gcloud-auth-plugin` asks for. @default false */
  readonly provideClusterInfo?: boolean;
  /** What `kubectl` adds to its message when the command is not there: `kubectl krew install oidc-login`. @default - nothing */
  readonly installHint?: string;
}

/** What the AWS command line needs for a token of EKS. */
export interface AwsEksUserProps {
  /** Name of the cluster in EKS. @default - that in `access.clusterArn`; without one the name of the cluster in the fleet */
  readonly clusterName?: string;
  /** Its region. @default - that in `access.clusterArn`, else the region of the cluster; without one what the AWS command line is set to */
  readonly region?: string;
  /**
   * ARN of a role to take, which people must be allowed to take. That of `access` is for controllers on the hub, and is not used.
   *
   * @default - the identity that the AWS command line has: its profile, or its environment
   */
  readonly roleArn?: string;
}

/** Files with a client certificate. Relative paths count from the folder of the kubeconfig. */
export interface ClientCertificateProps {
  /** Path of the certificate in PEM: `../certs/prod-eu.crt`. */
  readonly certificate: string;
  /** Path of its private key in PEM: `../certs/prod-eu.key`. */
  readonly key: string;
}
