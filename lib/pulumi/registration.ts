import * as pulumi from '@pulumi/pulumi';
import { inputsOf } from './deferred';
import { FleetDeploymentArgs } from './fleet-deployment-args';
import { Gate } from './gate';
import { aliasesOf, isSecret, KubernetesObject, SECRET_OUTPUTS, typeOf, withoutEmpty, withSecrets } from './kubernetes-object';
import { ObjectStep, Step } from './plan';
import { timeoutsOf, withWaiting } from './waiting';

/** By this annotation of Helm objects of the fleet say that they stay when they leave the program, see `pruneProtection`. */
const STAYS = ['helm.sh/resource-policy', 'keep'] as const;

/** Makes resources of steps. */
export class Registration {
  private readonly done = new Map<Step, pulumi.Resource>();

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
      if (step.type === 'gate') {
        this.done.set(step, new Gate(this.nameOf(step), { parent: this.parent, dependsOn }));
      } else {
        const resource = this.object(cluster, step, { parent: this.parent, provider, dependsOn });
        this.done.set(step, resource);
        objects.set(step.path, resource);
      }
    }
    return objects;
  }

  private object(cluster: string, step: ObjectStep, own: pulumi.CustomResourceOptions): KubernetesObject {
    const { path, chart } = step;
    const manifest = withWaiting(withoutEmpty(step.manifest));
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
    const kept = isSecret(manifest) ? withSecrets(inputs) : inputs;
    return new KubernetesObject(typeOf(manifest), this.nameOf(step), kept, pulumi.mergeOptions(options, theirs));
  }

  /** Two colons part the pieces of a URN: the first of them is written as in a URL, and so is a `%` that would look like that. */
  private nameOf({ name }: Step): string {
    return `${this.name}/${name.replace(/:(?=:)|%(?=3A|25)/g, encodeURIComponent)}`;
  }
}
