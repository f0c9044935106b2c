import { credentialIn, credentialOf } from './credentials';
import { AwsEksUserProps, ClientCertificateProps, KubeconfigExecProps } from './kubeconfig-user-props';
import { ClusterModel } from '../../fleet';
import { checkProps, FLAG, PropType, TEXT, TEXT_MAP, TEXTS } from '../../fleet/check-props';
import { refuseOthers } from '../../fleet/refuse-others';

/** A user of a kubeconfig (client-go v0.34 tools/clientcmd/api/v1 AuthInfo), of which only what holds no credential can be written. */
export type AuthInfo = { readonly exec: Readonly<Record<string, unknown>> }
  | { readonly 'client-certificate': string; readonly 'client-key': string }
  | { readonly tokenFile: string };

const API_VERSIONS = ['client.authentication.k8s.io/v1', 'client.authentication.k8s.io/v1beta1'];
const EXEC = {
  args: TEXTS, env: TEXT_MAP, apiVersion: oneOf(API_VERSIONS), interactiveMode: oneOf(['Never', 'IfAvailable', 'Always']),
  provideClusterInfo: FLAG, installHint: TEXT,
};
const EKS = { clusterName: TEXT, region: TEXT, roleArn: TEXT };
const ROLE_ARN = /^arn:aws[\w-]*:iam::\d{12}:role\/\S+$/;

/**
 * How people get into a cluster: for `user` of a kubeconfig. It names a command or files that people have; a password, a token or a key cannot be
 * written.
 */
export class KubeconfigUser {
  /**
   * A command gives a credential: `kubectl oidc-login`, `kubelogin`, `gke-gcloud-auth-plugin`, `aws-iam-authenticator`.
   *
   * @throws when a prop is malformed, and when an argument or a variable looks like a credential
   */
  public static exec(props: KubeconfigExecProps): KubeconfigUser {
    const where = 'KubeconfigUser.exec: ';
    checkProps(where, props, { command: TEXT }, EXEC);
    refuseOthers(where, props, ['command', ...Object.keys(EXEC)]);
    const { command, args = [], env = {}, apiVersion = API_VERSIONS[0], interactiveMode = 'IfAvailable', provideClusterInfo, installHint } = props;
    const inText = Object.entries({ command, installHint }).map(([prop, text = '']) => [prop, credentialIn(text)])
      .find(([, found]) => found !== undefined);
    const credential = credentialOf(args, env) ?? inText?.join(' holds ');
    if (credential !== undefined) {
      throw new Error(`${where}${credential}, and the kubeconfig holds no credentials: have the command find it where it runs`);
    }
    const variables = Object.entries(env).map(([name, value]) => ({ name, value }));
    return new KubeconfigUser(() => ({
      exec: {
        apiVersion, command, args: args.length > 0 ? [...args] : undefined, env: variables.length > 0 ? variables : undefined, installHint,
        interactiveMode, provideClusterInfo,
      },
    }));
  }

  /**
   * `aws eks get-token` of the AWS command line (v2.7 or v1.24, and newer) gives a token: people have access entries in EKS.
   *
   * @throws when a prop is malformed
   */
  public static awsEks(props: AwsEksUserProps = {}): KubeconfigUser {
    const where = 'KubeconfigUser.awsEks: ';
    checkProps(where, props, {}, EKS);
    refuseOthers(where, props, Object.keys(EKS));
    if (props.roleArn !== undefined && !ROLE_ARN.test(props.roleArn)) {
      throw new Error(`${where}roleArn: write the ARN of a role, arn:aws:iam::<account>:role/<name>, got '${props.roleArn.slice(0, 60)}'`);
    }
    return new KubeconfigUser(cluster => KubeconfigUser.exec({
      command: 'aws',
      args: awsArguments(props, cluster),
      installHint: 'install the AWS command line: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html',
    }).entryFor(cluster));
  }

  /**
   * A certificate in files that people have.
   *
   * @throws for what is no path, a certificate or a key itself among them
   */
  public static clientCertificate(props: ClientCertificateProps): KubeconfigUser {
    const where = 'KubeconfigUser.clientCertificate: ';
    checkProps(where, props, {});
    refuseOthers(where, props, ['certificate', 'key']);
    const { certificate, key } = props;
    checkPath(`${where}certificate`, certificate);
    checkPath(`${where}key`, key);
    return new KubeconfigUser(() => ({ 'client-certificate': certificate, 'client-key': key }));
  }

  /**
   * A token in a file that people have, which is read anew as it changes.
   *
   * @param path of the file: `../tokens/prod-eu`. A relative one counts from the folder of the kubeconfig
   * @throws for what is no path, a token itself among them
   */
  public static tokenFile(path: string): KubeconfigUser {
    checkPath('KubeconfigUser.tokenFile', path);
    return new KubeconfigUser(() => ({ tokenFile: path }));
  }

  private constructor(private readonly make: (cluster: ClusterModel) => AuthInfo) {}

  /** @internal */
  public entryFor(cluster: ClusterModel): AuthInfo {
    return this.make(cluster);
  }
}

function oneOf(values: readonly string[]): PropType {
  return { words: `'${values.slice(0, -1).join('\', \'')}' or '${values[values.length - 1]}'`, is: value => values.includes(value as string) };
}

/** The call of AWS CLI v2 awscli/customizations/eks/update_kubeconfig.py; a person's own output format would not be JSON. */
function awsArguments({ clusterName, region, roleArn }: AwsEksUserProps, cluster: ClusterModel): readonly string[] {
  const [, , , arnRegion, , arnName] = cluster.access?.type === 'eks' ? cluster.access.clusterArn.split(':') : [];
  const inRegion = region ?? arnRegion ?? cluster.region;
  return [
    'eks', 'get-token', '--cluster-name', clusterName ?? arnName?.replace('cluster/', '') ?? cluster.name,
    ...inRegion === undefined ? [] : ['--region', inRegion], '--output', 'json', ...roleArn === undefined ? [] : ['--role-arn', roleArn],
  ];
}

/** @throws for what is no path; the value is not repeated, since it may be a credential */
function checkPath(where: string, path: unknown): void {
  if (typeof path !== 'string' || path.trim() === '' || /[\r\n]|-----BEGIN|^LS0tLS1/.test(path) || credentialIn(path) !== undefined) {
    throw new Error(`${where}: write the path of a file, and not what is in it`);
  }
  if (/^[~$]/.test(path)) {
    throw new Error(`${where}: kubectl does not expand '${path}'; write a path that counts from the folder of the kubeconfig, or a whole one`);
  }
}
