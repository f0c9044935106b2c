import { labelsRead } from './go-template';
import { isMap } from '../../fleet/collections';

/** A requirement on labels, as Kubernetes writes it. */
export interface LabelRequirement {
  /** Key of the label. */
  readonly key: string;
  /** How it is compared. */
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  /** Values for `In` and `NotIn`. */
  readonly values?: readonly string[];
}

/** Which objects, by their labels. */
export interface LabelSelector {
  /** Labels that they have. @default - none */
  readonly matchLabels?: Readonly<Record<string, string>>;
  /** Requirements that they meet. @default - none */
  readonly matchExpressions?: readonly LabelRequirement[];
}

/** The clusters that Argo CD knows at run time, by the labels of their Secrets. */
export interface ClusterGenerator {
  /**
   * Which clusters. For each label that the template reads an `Exists` is added: one cluster without it would stop the whole set, for all others too.
   *
   * @default - all clusters that Argo CD knows, its own included
   */
  readonly selector?: LabelSelector;
  /** Texts for the template, as `.values.<key>`: `{ revision: 'main' }`. @default - none */
  readonly values?: Readonly<Record<string, string>>;
}

/** An entry of `spec.generators` of an ApplicationSet: one generator, and which of its results count; checked against the schema of Argo CD. */
export interface ApplicationSetGenerator {
  /** Clusters that Argo CD knows, by the labels of their Secrets. */
  readonly clusters?: ClusterGenerator;
  /** Which of the generator's results count. @default - all */
  readonly selector?: LabelSelector;
  /** Any other generator of Argo CD, in its own words: `git`, `matrix`, `merge`, `scmProvider`, `pullRequest`, `plugin`. */
  readonly [kind: string]: unknown;
}

/** Generators that others lie in. */
const NESTING: Readonly<Record<string, { readonly least: number; readonly most: number }>> = {
  matrix: { least: 2, most: 2 }, merge: { least: 2, most: Infinity },
};

/**
 * What the schema of Argo CD does not say about generators (Argo CD v3.5.1, applicationset/generators: matrix.go, merge.go).
 *
 * @throws for an entry without exactly one generator, and for a matrix or merge that Argo CD refuses
 */
export function checkGenerators(where: string, generators: readonly ApplicationSetGenerator[], depth = 0): void {
  generators.forEach((generator, i) => {
    const place = `${where}[${i}]`;
    const kinds = Object.keys(generator).filter(kind => kind !== 'selector' && generator[kind] !== undefined);
    if (kinds.length !== 1) {
      throw new Error(`${place}: write one generator in each entry, got ${kinds.length === 0 ? 'none' : kinds.join(' and ')}; combine several with matrix or merge`);
    }
    const nesting = NESTING[kinds[0]];
    if (!nesting) return;
    const children = childrenOf(generator);
    if (depth > 1) {
      throw new Error(`${place}: a ${kinds[0]} inside a matrix or merge that lies in another itself is refused by Argo CD; write it one level higher`);
    }
    if (children.length < nesting.least || children.length > nesting.most) {
      throw new Error(`${place}.${kinds[0]}.generators: write ${nesting.most === 2 ? 'two' : 'at least two'}, got ${children.length}`);
    }
    checkGenerators(`${place}.${kinds[0]}.generators`, children, depth + 1);
  });
}

/** Whether each result of the generators is a cluster with its name and server. */
export function giveClusters(generators: readonly ApplicationSetGenerator[]): boolean {
  return generators.every(generator => {
    // Of a merge the first one says which results there are.
    const children = generator.merge === undefined ? childrenOf(generator) : childrenOf(generator).slice(0, 1);
    return generator.clusters !== undefined || children.some(child => giveClusters([child]));
  });
}

/** The labels of clusters that Go templates read, sorted. */
export function labelsOf(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.map(labelsRead).flatMap(({ fields, indexed }) => [...fields, ...indexed]))].sort();
}

/** The generators, with a requirement in each cluster generator for each label that the template reads. */
export function requireLabels(generators: readonly ApplicationSetGenerator[], labels: readonly string[]): readonly ApplicationSetGenerator[] {
  return generators.map(generator => {
    if (generator.clusters !== undefined) {
      return { ...generator, clusters: { ...generator.clusters, selector: withLabels(generator.clusters.selector ?? {}, labels) } };
    }
    const kind = Object.keys(NESTING).find(key => generator[key] !== undefined);
    return kind === undefined ? generator : {
      ...generator, [kind]: { ...generator[kind] as object, generators: requireLabels(childrenOf(generator), labels) },
    };
  });
}

/** The selectors of all cluster generators, those inside of others too. */
export function clusterSelectors(generators: readonly ApplicationSetGenerator[]): readonly LabelSelector[] {
  return generators.flatMap(generator => (generator.clusters ? [generator.clusters.selector ?? {}] : clusterSelectors(childrenOf(generator))));
}

function withLabels(selector: LabelSelector, labels: readonly string[]): LabelSelector {
  const demanded = new Set([
    ...Object.keys(selector.matchLabels ?? {}),
    ...(selector.matchExpressions ?? []).filter(({ operator }) => operator === 'Exists' || operator === 'In').map(({ key }) => key),
  ]);
  const missing = labels.filter(label => !demanded.has(label)).map((key): LabelRequirement => ({ key, operator: 'Exists' }));
  return missing.length === 0 ? selector : { ...selector, matchExpressions: [...selector.matchExpressions ?? [], ...missing] };
}

function childrenOf(generator: ApplicationSetGenerator): readonly ApplicationSetGenerator[] {
  const nested = generator.matrix ?? generator.merge;
  return isMap(nested) && Array.isArray(nested.generators) ? nested.generators : [];
}
