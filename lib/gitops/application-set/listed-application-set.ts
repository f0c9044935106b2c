import { JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { Element } from './element';
import { ApplicationSet, ApplicationSetProps } from '../../../imports/argo-cd';

/** What a `ListedApplicationSet` is made from. */
export interface ListedApplicationSetProps extends ApplicationSetProps {
  /** The elements of its list, as they are written out. */
  readonly elements: () => readonly Element[];
  /** Patches, shared by all ApplicationSets of an application: what is patched in one holds in all. */
  readonly patches: JsonPatch[];
}

/**
 * An ApplicationSet with one list of elements.
 *
 * cdk8s looks into every value for a `Lazy`, and copies it twice. The elements are plain data and may be many, so they are put in after that.
 */
export class ListedApplicationSet extends ApplicationSet {
  private readonly elements: () => readonly Element[];
  private readonly shared: JsonPatch[];

  constructor(scope: Construct, id: string, { elements, patches, ...props }: ListedApplicationSetProps) {
    super(scope, id, props);
    this.elements = elements;
    this.shared = patches;
  }

  public addJsonPatch(...patches: JsonPatch[]): void {
    this.shared.push(...patches);
  }

  public toJson(): any {
    const manifest = super.toJson();
    const elements = this.elements();
    if (this.shared.length === 0) {
      manifest.spec.generators = [{ list: { elements } }];
      return manifest;
    }
    manifest.spec.generators = [{ list: { elements: structuredClone(elements) } }];
    return JsonPatch.apply(manifest, ...this.shared);
  }
}
