import * as pulumi from '@pulumi/pulumi';
import type { IConstruct } from 'constructs';
import { markDeployed } from './deployed-by';
import { ClusterProvider, FleetDeploymentArgs, KubeconfigSecret } from './fleet-deployment-args';
import { kubeconfigSecrets } from './kubeconfig-secrets';
import type { KubernetesObject } from './kubernetes-object';
import { planFleet } from './plan-fleet';
import { isProvider, KIND_OF_PROVIDER } from './provider-type';
import { Registration } from './registration';
import { serviceNames } from './service-names';
import { Fleet, formatFinding } from '../fleet';

const TYPE = 'cdk8s-fleet:index:FleetDeployment';

/**
 * A fleet, deployed by Pulumi: each object is a resource, on the provider of its cluster, behind all that it waits for.
 *
 * The whole fleet is checked first, with all arguments, and nothing is registered when anything is wrong with them; what functions among `providers`
 * return shows later. The lock is read and never written.
 *
 * URNs are a contract: below the type of this component, the type is `kubernetes:<apiVersion>:<kind>` (`core/v1` for `v1`), and the name
 * `<name>/<cluster>[--<unit>]/<ids of the constructs below the chart>`. Objects that carry `pruneProtection` (Clusters, namespaces, definitions,
 * machine templates) stay in their cluster when they leave the program (`retainOnDelete`).
 */
export class FleetDeployment extends pulumi.ComponentResource {
  /** The fleet. */
  public readonly fleet: Fleet;
  /** Names of the clusters that it deploys something to: the hub first, others by name. */
  public readonly clusterNames: readonly string[];
  /** The Secrets on the hub that hold kubeconfigs, by cluster. Cluster API makes those of its clusters when it makes the cluster. */
  public readonly kubeconfigSecrets: Readonly<Record<string, KubeconfigSecret>>;
  /** DNS names of exported services, by the path of the construct that exports each: `payment-api.production.svc.clusterset.local`. */
  public readonly serviceNames: Readonly<Record<string, string>>;
  private readonly objects = new Map<string, KubernetesObject>();
  private readonly providers = new Map<string, pulumi.ProviderResource>();
  private readonly makers: ReadonlyMap<string, string>;

  /**
   * @param name unique in the stack; the names of all resources begin with it
   * @param opts options of the component: `parent`, `protect`, `retainOnDelete` and `transforms` reach every object, and none is made before
   *   what `dependsOn` names; `ignoreChanges` does not reach them (see `resourceOptions`)
   * @throws `pulumi.InputPropertiesError` with everything that is wrong with the fleet, its objects and the arguments, before anything is registered.
   *   Functions among `providers` are called later, that of the hub first and those of others once the hub's objects are registered
   */
  constructor(name: string, args: FleetDeploymentArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const plan = planFleet(`FleetDeployment ${name}`, args, opts);
    super(TYPE, name, {}, opts);
    this.fleet = args.fleet;
    this.clusterNames = plan.clusters.map(({ cluster }) => cluster);
    this.kubeconfigSecrets = kubeconfigSecrets(args.fleet.settle());
    this.serviceNames = serviceNames(args.fleet);
    this.makers = new Map([...plan.makers].map(([cluster, { path }]) => [cluster, path]));
    plan.warnings.forEach(warning => void pulumi.log.warn(formatFinding(warning), this));
    markDeployed(args.fleet, this.clusterNames, `FleetDeployment ${name}`);
    const registration = new Registration(this, name, plan.options);
    const hub = args.fleet.hub.name;
    const names = Object.keys(args.providers);
    // Providers of members are made from what is on the hub. Those of clusters without objects are for the rest of the program.
    for (const group of [names.filter(cluster => cluster === hub), names.filter(cluster => cluster !== hub)]) {
      group.forEach(cluster => this.provide(cluster, args.providers[cluster]));
      for (const { cluster, steps } of plan.clusters.filter(planned => group.includes(planned.cluster))) {
        registration.register(steps, this.providerOf(cluster)).forEach((resource, path) => this.objects.set(path, resource));
      }
    }
    this.registerOutputs({ clusterNames: this.clusterNames, kubeconfigSecrets: this.kubeconfigSecrets, serviceNames: this.serviceNames });
  }

  /** The resources of all objects, by the path of their construct: `acme--hub/payments/namespace`. */
  public get resources(): ReadonlyMap<string, KubernetesObject> {
    return this.objects;
  }

  /**
   * The resource of an object, to depend on or to read its status.
   *
   * @param object its construct, or the path of that
   * @throws when it is not deployed here
   */
  public resource(object: IConstruct | string): KubernetesObject {
    const path = typeof object === 'string' ? object : object.node.path;
    const resource = this.objects.get(path);
    if (!resource) {
      throw new pulumi.RunError(`${path}: is no object that this FleetDeployment deploys (it deploys to ${this.clusterNames.join(', ') || 'no cluster'})`);
    }
    return resource;
  }

  /**
   * The provider of a cluster, for objects beside those of the fleet.
   *
   * @throws when it was given none
   */
  public providerOf(cluster: string): pulumi.ProviderResource {
    const provider = this.providers.get(cluster);
    if (!provider) {
      throw new pulumi.RunError(`FleetDeployment of fleet '${this.fleet.node.id}' has no provider for cluster '${cluster}'; it has ${[...this.providers.keys()].join(', ') || 'none'}`);
    }
    return provider;
  }

  /** The Cluster of Cluster API that makes a cluster, where it is deployed here. @internal */
  public makerOf(cluster: string): KubernetesObject | undefined {
    return this.objects.get(this.makers.get(cluster) ?? '');
  }

  private provide(cluster: string, given: ClusterProvider): void {
    const provider = typeof given === 'function' ? given(this) : given;
    if (!isProvider(provider)) {
      throw new pulumi.RunError(`providers.${cluster}: return ${KIND_OF_PROVIDER}, or what memberProvider(...) returns`);
    }
    const other = [...this.providers].find(([, known]) => known === provider)?.[0];
    if (other !== undefined) {
      throw new pulumi.RunError(`providers.${cluster}: returns the provider of cluster '${other}', which reaches one cluster: write a provider for each`);
    }
    this.providers.set(cluster, provider);
  }
}
