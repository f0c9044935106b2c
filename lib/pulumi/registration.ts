import * as pulumi from '@pulumi/pulumi';
import { inputsOf } from './deferred';
import { Gate } from './gate';
import { aliasesOf, isSecret, KubernetesObject, SECRET_OUTPUTS, typeOf, withSecrets } from './kubernetes-object';
import { deployedManifest } from './object-options';
import { ObjectStep, Step } from './plan';
import { timeoutsOf } from './waiting';

/** By this annotation of Helm objects of the fleet say that they stay when they leave the program, see `pruneProtection`. */
const STAYS = ['helm.sh/resource-policy', 'keep'] as const;

/** Makes resources of steps. */
export class Registration {
  private readonly done = new Map<Step, pulumi.Resource>();

  /**
   * @param parent of all resources
   * @param name of the parent, with which theirs begin
   * @param options what people say about the resource of an object
   */
  constructor(
    private readonly parent: pulumi.Resource, private readonly name: string,
    private readonly options: ReadonlyMap<ObjectStep, pulumi.CustomResourceOptions>,
  ) {}

  /**
   * Registers steps of one cluster, in an order in which each is behind those that it waits for.
   *
   * @returns the resources of objects, by the path of their construct
   */
  public register(steps: readonly Step[], provider: pulumi.ProviderResource): ReadonlyMap<string, KubernetesObject> {
    const objects = new Map<string, KubernetesObject>();
    for (const step of steps) {
      const dependsOn = step.after.map(before => this.done.get(before)!);
      if (step.type === 'gate') {
        this.done.set(step, new Gate(this.nameOf(step), { parent: this.parent, dependsOn }));
      } else {
        const resource = this.object(step, { parent: this.parent, provider, dependsOn });
        this.done.set(step, resource);
        objects.set(step.path, resource);
      }
    }
    return objects;
  }

  private object(step: ObjectStep, own: pulumi.CustomResourceOptions): KubernetesObject {
    const manifest = deployedManifest(step.manifest);
    const inputs = inputsOf(step.chart, manifest);
    const [annotation, keep] = STAYS;
    const options: pulumi.CustomResourceOptions = {
      ...own,
      aliases: [...aliasesOf(manifest)],
      customTimeouts: timeoutsOf(manifest),
      ...(manifest.metadata.annotations?.[annotation] === keep && { retainOnDelete: true }),
      ...(isSecret(manifest) && { additionalSecretOutputs: SECRET_OUTPUTS }),
    };
    const kept = isSecret(manifest) ? withSecrets(inputs) : inputs;
    return new KubernetesObject(typeOf(manifest), this.nameOf(step), kept, pulumi.mergeOptions(options, this.options.get(step)));
  }

  /** Two colons part the pieces of a URN: the first of them is written as in a URL, and so is a `%` that would look like that. */
  private nameOf({ name }: Step): string {
    return `${this.name}/${name.replace(/:(?=:)|%(?=3A|25)/g, encodeURIComponent)}`;
  }
}
