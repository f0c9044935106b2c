import * as pulumi from '@pulumi/pulumi';
import { inputsOf } from './deferred';
import { FleetDeploymentArgs } from './fleet-deployment-args';
import { aliasesOf, isSecret, KubernetesObject, SECRET_OUTPUTS, typeOf, withSecrets } from './kubernetes-object';
import { GateStep, ObjectStep, Step } from './plan';
import { timeoutsOf, withWaiting } from './waiting';

/** By this annotation of Helm objects of the fleet say that they stay when they leave the program, see `pruneProtection`. */
const STAYS = ['helm.sh/resource-policy', 'keep'] as const;
/** A namespace that every cluster has: a gate reads it, since Pulumi has no resource that is nothing but a place to wait at. */
const ALWAYS_THERE = 'kube-system';

/** Makes resources of steps. */
export class Registration {
  private readonly done = new Map<Step, pulumi.CustomResource>();

  /**
   * @param parent of all resources
   * @param name of the parent, with which theirs begin
   */
  constructor(
    private readonly parent: pulumi.Resource, private readonly name: string, private readonly resourceOptions: FleetDeploymentArgs['resourceOptions'],
  ) {}

  /**
   * Registers steps of one cluster, in an order in which each is behind those that it waits for.
   *
   * @returns the resources of objects, by the path of their construct
   */
  public register(cluster: string, steps: readonly Step[], provider: pulumi.ProviderResource): ReadonlyMap<string, KubernetesObject> {
    const objects = new Map<string, KubernetesObject>();
    for (const step of steps) {
      const dependsOn = step.after.map(before => this.done.get(before)!);
      const own = { parent: this.parent, provider, dependsOn };
      if (step.type === 'gate') {
        this.done.set(step, this.gate(step, own));
      } else {
        const resource = this.object(cluster, step, own);
        this.done.set(step, resource);
        objects.set(step.path, resource);
      }
    }
    return objects;
  }

  private object(cluster: string, step: ObjectStep, own: pulumi.CustomResourceOptions): KubernetesObject {
    const { path, chart } = step;
    const manifest = withWaiting(step.manifest);
    const inputs = inputsOf(chart, manifest);
    const [annotation, keep] = STAYS;
    const options: pulumi.CustomResourceOptions = {
      ...own,
      aliases: [...aliasesOf(manifest)],
      customTimeouts: timeoutsOf(manifest),
      ...(manifest.metadata.annotations?.[annotation] === keep && { retainOnDelete: true }),
      ...(isSecret(manifest) && { additionalSecretOutputs: SECRET_OUTPUTS }),
    };
    const theirs = this.resourceOptions?.({ path, cluster, ...(chart.unit !== undefined && { unit: chart.unit }), manifest });
    return new KubernetesObject(typeOf(manifest), `${this.name}/${step.name}`, isSecret(manifest) ? withSecrets(inputs) : inputs, pulumi.mergeOptions(options, theirs));
  }

  private gate({ name }: GateStep, own: pulumi.CustomResourceOptions): pulumi.CustomResource {
    return new KubernetesObject('kubernetes:core/v1:Namespace', `${this.name}/${name}`, {}, { ...own, id: ALWAYS_THERE });
  }
}
