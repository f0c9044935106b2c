import type * as pulumi from '@pulumi/pulumi';
import type { Fleet, Manifest } from '../fleet';
import type { FleetDeployment } from './fleet-deployment';

/**
 * How Pulumi reaches a cluster: a provider of package `kubernetes`, or a function that makes one once the objects of the hub are registered
 * (`deployment => memberProvider('us-east', { deployment, cluster: 'us-east' })`), and is not async. Each cluster has one of its own.
 *
 * A provider of your own is told `clusterIdentifier`, `enableConfigMapMutable: true` and `enableSecretMutable: true`. Without the first another
 * address in its kubeconfig makes every object of the cluster anew, without the others a change of data does so with a ConfigMap or a Secret.
 */
export type ClusterProvider = pulumi.ProviderResource | ((deployment: FleetDeployment) => pulumi.ProviderResource);

/** An object of the fleet, for `resourceOptions`. */
export interface DeployedObject {
  /** Path of its construct: `acme--hub/payments/namespace`. */
  readonly path: string;
  /** Name of the cluster that it goes to. */
  readonly cluster: string;
  /** Unit of the cluster that it belongs to. @default - the main objects */
  readonly unit?: string;
  /** A copy of the object as it is deployed, frozen; a text of the form `__deferred-...__` stands for what is known only at deployment. */
  readonly manifest: Manifest;
}

/** A Secret on the hub that holds the kubeconfig of a cluster. */
export interface KubeconfigSecret {
  /** Namespace of the Secret. */
  readonly namespace: string;
  /** Name of the Secret: `us-east-kubeconfig`. */
  readonly name: string;
  /** Key of the Secret that holds the kubeconfig: `value`. */
  readonly key: string;
}

/** Arguments of a `FleetDeployment`. */
export interface FleetDeploymentArgs {
  /** The fleet, complete: what is added to it afterwards is not deployed. One that Argo CD or Flux delivers is refused. */
  readonly fleet: Fleet;
  /** The provider of each cluster that is deployed, by the name of the cluster; that of the hub may be there to read kubeconfigs alone. */
  readonly providers: Readonly<Record<string, ClusterProvider>>;
  /**
   * Names of the clusters whose objects Pulumi deploys; others reach theirs by other ways.
   *
   * @default - every cluster that has objects
   */
  readonly clusters?: readonly string[];
  /**
   * Units that are not delivered with the rest, and are deployed here all the same, by cluster: `{ 'eu-west': ['restore'] }`. They come after
   * everything else of their cluster.
   *
   * @default - none: people apply such objects when they say
   */
  readonly units?: Readonly<Record<string, readonly string[]>>;
  /**
   * Options for the resource of an object, added to those that it has: `ignoreChanges`, `protect`, `import`, `aliases`, `retainOnDelete`. Lists
   * (`aliases`, `dependsOn`) are joined, other options replace. It is asked about all objects before anything is registered. `provider`, `parent`,
   * `id` and `urn` are refused, and so is a promise.
   *
   * @default - none
   */
  readonly resourceOptions?: (object: DeployedObject) => pulumi.CustomResourceOptions | undefined;
}
