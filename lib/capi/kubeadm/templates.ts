import { Construct } from 'constructs';
import { ClusterModel, DeferredValues, Finding, Fleet } from '../../fleet';
import { conflictingClaims } from '../../fleet/rules/conflicting-claims';
import { finding } from '../../fleet/rules/text';
import { HashedTemplate, HashedTemplateProps, specHash } from '../hashed-template';

/** A spec with labels of nodes, some of which only the settled fleet knows. */
export interface LabelledSpec {
  /** The spec with the labels of the pool itself, to be compared with others that have its name. */
  readonly known: object;
  /** All labels, once the fleet is settled. */
  readonly labels: () => Readonly<Record<string, string>>;
}

interface PinnedTemplate {
  readonly template: HashedTemplate;
  readonly hash: string;
  readonly role: string;
  readonly labels: LabelledSpec['labels'] | undefined;
}

/**
 * The templates of one cluster.
 *
 * Hand-written clusters often share a template between the control plane and pools, so a pinned name that is given several times is one object.
 */
export class Templates {
  private readonly pinned = new Map<string, PinnedTemplate>();

  /**
   * @param labelled where `props.spec` holds labels that only the settled fleet knows
   * @throws when a pinned name is given for two specs; where only labels of other constructs tell them apart, it is a finding
   */
  public make(path: string, scope: Construct, id: string, props: HashedTemplateProps, labelled?: LabelledSpec): HashedTemplate {
    if (props.pinnedName === undefined) {
      return new HashedTemplate(scope, id, props);
    }
    const key = `${props.kind}/${props.pinnedName}`;
    const own = { hash: specHash('', props.kind, DeferredValues.of(scope).written(labelled?.known ?? props.spec)), role: props.role, labels: labelled?.labels };
    const present = this.pinned.get(key);
    if (present === undefined) {
      const template = new HashedTemplate(scope, id, props);
      this.pinned.set(key, { template, ...own });
      return template;
    }
    if (present.hash !== own.hash) {
      throw new Error(`${path}.names: ${props.kind} '${props.pinnedName}' is also the template of ${present.role}, with another spec; give it another name or the same spec`);
    }
    const fleet = Fleet.of(scope);
    fleet.addCheck(() => labelsApart(fleet.clusterModel(props.cluster), `${props.kind} '${props.pinnedName}'`, present, own));
    return present.template;
  }
}

type Labelled = Pick<PinnedTemplate, 'labels' | 'role'>;

/** Nodes of two pools with one template have the same labels. */
function labelsApart(cluster: Pick<ClusterModel, 'name' | 'path'>, template: string, one: Labelled, other: Labelled): readonly Finding[] {
  const [first, second] = [one, other].map(({ labels }) => shown(labels?.() ?? {}));
  return first === second ? [] : [finding(conflictingClaims, [cluster.name], [cluster.path],
    `${template} of ${cluster.name} is that of ${one.role} with node labels ${first} and that of ${other.role} with node labels ${second}: `
    + 'give one of them another name')];
}

function shown(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels).map(([key, value]) => `${key}=${value}`).sort().join(', ') || 'none';
}
