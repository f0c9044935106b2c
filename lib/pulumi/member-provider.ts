import * as pulumi from '@pulumi/pulumi';
import type { FleetDeployment } from './fleet-deployment';
import { kubeconfigIn } from './kubeconfig-secrets';
import type { ICluster } from '../fleet';
import { isMap } from '../fleet/collections';

const ARGUMENTS = ['deployment', 'cluster', 'settings'];

/** Arguments of `memberProvider`. */
export interface MemberProviderArgs {
  /** The deployment that has the provider of the hub, and deploys the hub's objects where they are part of the program. */
  readonly deployment: FleetDeployment;
  /** The cluster, or its name. */
  readonly cluster: ICluster | string;
  /**
   * Further settings of the provider, as `kubernetes.Provider` has them: `{ upsertExistingObjects: true }`.
   *
   * `clusterIdentifier` is the fleet and the cluster (`acme/us-east`): with it another address or user in the kubeconfig is an update of the
   * provider, and only a change of it makes every object of the cluster anew. Write one for a cluster that is made again under its old name.
   *
   * @default - those of Pulumi's provider, and `clusterIdentifier`, `enableConfigMapMutable` and `enableSecretMutable`. Without the last two Pulumi
   * deletes a ConfigMap or Secret whose data changes, and makes it anew
   */
  readonly settings?: pulumi.Inputs;
}

/** A Secret on the hub that is only read. */
class KubeconfigSecretOnHub extends pulumi.CustomResource {
  declare public readonly data: pulumi.Output<Readonly<Record<string, string>> | undefined>;

  constructor(name: string, opts: pulumi.CustomResourceOptions) {
    super('kubernetes:core/v1:Secret', name, { data: undefined }, { ...opts, additionalSecretOutputs: ['data'] });
  }
}

class MemberProvider extends pulumi.ProviderResource {
  constructor(name: string, props: pulumi.Inputs, opts: pulumi.ResourceOptions) {
    super('kubernetes', name, props, opts);
  }
}

/**
 * A provider for a cluster whose kubeconfig is in a Secret on the hub, as Cluster API makes one for each of its clusters.
 *
 * Where the deployment makes the cluster the Secret is read once its control plane answers, in the same run of the program. Until the cluster
 * exists a preview knows nothing of it: the provider, and objects on it, are shown as new.
 *
 * @param name of the provider, unique in the stack
 * @param opts options of the provider; `version` is that of the plug-in. Its parent is the deployment unless said otherwise
 * @throws for an unknown argument, when the program names no Secret with a kubeconfig for the cluster, and when the deployment has no provider for
 *   the hub
 */
export function memberProvider(name: string, args: MemberProviderArgs, opts: pulumi.ResourceOptions = {}): pulumi.ProviderResource {
  checkArgs(name, args);
  const { deployment, settings = {} } = args;
  const cluster = typeof args.cluster === 'string' ? args.cluster : args.cluster.name;
  const secret = Object.hasOwn(deployment.kubeconfigSecrets, cluster) ? deployment.kubeconfigSecrets[cluster] : undefined;
  if (secret === undefined) {
    throw new pulumi.RunError(`memberProvider ${name}: fleet '${deployment.fleet.node.id}' has no kubeconfig Secret for cluster '${cluster}'; it has some for`
      + ` ${Object.keys(deployment.kubeconfigSecrets).join(', ') || 'none'}: write a provider of your own, or the access of the cluster`);
  }
  const parent = opts.parent ?? deployment;
  const [id, maker] = [`${secret.namespace}/${secret.name}`, deployment.makerOf(cluster)];
  const read = new KubeconfigSecretOnHub(name, {
    parent,
    provider: deployment.providerOf(deployment.fleet.hub.name),
    // What is read before the cluster is there is not found. Its id is known only once it is, and what has no id Pulumi does not read in a preview.
    ...(maker === undefined ? { id } : { id: maker.id.apply(() => id), dependsOn: maker }),
  });
  const kubeconfig = pulumi.secret(read.data.apply(data => kubeconfigIn(data, secret.key, id)));
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  const inputs = { enableConfigMapMutable: true, enableSecretMutable: true, clusterIdentifier: `${deployment.fleet.node.id}/${cluster}`, ...Object.fromEntries(given) };
  const texts = Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, asText(value)]));
  return new MemberProvider(name, { ...texts, kubeconfig }, { ...opts, parent });
}

function checkArgs(name: string, args: unknown): void {
  if (!isMap(args)) {
    throw new pulumi.RunError(`memberProvider ${name}: write an object with ${ARGUMENTS.join(', ')}`);
  }
  const other = Object.keys(args).find(prop => !ARGUMENTS.includes(prop));
  if (other !== undefined) {
    throw new pulumi.RunError(`memberProvider ${name}: ${other} is no argument; write one of ${ARGUMENTS.join(', ')}`);
  }
}

/** Settings of a provider that are no text travel as JSON. */
function asText(value: pulumi.Inputs[string]): pulumi.Output<string | undefined> {
  return pulumi.output(value).apply((known: unknown) => (known === undefined || typeof known === 'string' ? known : JSON.stringify(known)));
}
