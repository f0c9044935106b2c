import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { dependenciesOf } from './dependencies';
import { wavesOf } from './waves';
import { Finding } from '../finding';

/** Kinds that other objects of a cluster cannot be applied without. */
export const FIRST_KINDS: readonly string[] = ['Namespace', 'CustomResourceDefinition'];

/** The objects of a chart in order. */
export interface OrderedObjects {
  readonly objects: readonly ApiObject[];
  readonly findings: readonly Finding[];
  /** 0 for an object that depends on no other, else one more than the highest of those that it depends on. */
  waveOf(object: ApiObject): number;
}

/**
 * The objects of a chart, moved behind what they depend on, in time proportional to constructs plus dependencies.
 *
 * In a cluster's chart namespaces and CRDs come first, then what lies directly under the chart by id, so that the order in which a program makes
 * its constructs does not matter. Deeper down, and in people's own charts, construct order stands.
 *
 * cdk8s expands a dependency between two constructs into one between each pair of their objects, and walks that graph without remembering where
 * it was. Here a construct is a step of its own with a start and an end: its objects lie between them, and "a depends on b" is the one edge
 * from the end of b to the start of a.
 *
 * @param clusters the cluster that the chart belongs to; empty for a chart of people's own
 */
export function orderObjects(chart: Chart, clusters: readonly string[]): OrderedObjects {
  const { before, findings } = dependenciesOf(chart, clusters);
  const childrenOf = ({ node }: IConstruct) =>
    node === chart.node && clusters.length > 0 ? [...node.children].sort((a, b) => (a.node.id < b.node.id ? -1 : 1)) : node.children;
  const first = clusters.length > 0 ? chart.node.findAll().filter(c => isObject(c) && FIRST_KINDS.includes(c.kind)) : [];
  first.sort((a, b) => (a.node.path < b.node.path ? -1 : 1));
  const walk = new Walk(chart, before, childrenOf);
  [...first, chart].forEach(start => walk.from(start));
  return {
    objects: walk.objects,
    findings: [...findings, ...walk.cycles.map(cycle => cycleFinding(cycle, clusters))],
    waveOf: wavesOf(chart, walk.objects, before),
  };
}

/** A depth-first walk with a stack of its own: chains of dependencies are longer than the call stack is deep. */
class Walk {
  public readonly objects: ApiObject[] = [];
  public readonly cycles: (readonly IConstruct[])[] = [];
  private readonly done = new Set<IConstruct>();
  private readonly open = new Set<IConstruct>();
  /** Scopes whose dependencies have been walked, so that their other children need not look again. */
  private readonly ready = new Set<IConstruct>();

  constructor(
    private readonly chart: Chart,
    private readonly before: ReadonlyMap<IConstruct, readonly IConstruct[]>,
    private readonly childrenOf: (construct: IConstruct) => readonly IConstruct[],
  ) {}

  public from(start: IConstruct): void {
    const stack: { readonly construct: IConstruct; readonly steps: Iterator<IConstruct> }[] = [];
    const enter = (construct: IConstruct) => {
      if (this.open.has(construct)) {
        const path = [...this.open];
        this.cycles.push(path.slice(path.indexOf(construct)));
      } else if (!this.done.has(construct)) {
        this.open.add(construct);
        stack.push({ construct, steps: this.stepsOf(construct) });
      }
    };
    enter(start);
    while (stack.length > 0) {
      const { construct, steps } = stack[stack.length - 1];
      const next = steps.next();
      if (next.done) {
        stack.pop();
        this.open.delete(construct);
        this.done.add(construct);
      } else {
        enter(next.value);
      }
    }
  }

  /** What must come before a construct, then itself, then what lies in it. */
  private* stepsOf(construct: IConstruct): Generator<IConstruct> {
    for (const scope of this.scopesOf(construct)) {
      if (!this.ready.has(scope)) {
        yield* this.before.get(scope) ?? [];
        this.ready.add(scope);
      }
    }
    if (isObject(construct)) {
      this.objects.push(construct);
      // What lies in an object may depend on it.
      this.open.delete(construct);
      this.done.add(construct);
    }
    yield* this.childrenOf(construct).filter(child => !Chart.isChart(child));
  }

  /** Outermost first: what a whole depends on comes before what its parts depend on. */
  private scopesOf(construct: IConstruct): readonly IConstruct[] {
    const scopes: IConstruct[] = [];
    if (this.before.size > 0) {
      for (let c: IConstruct | undefined = construct; c && c !== this.chart.node.scope; c = c.node.scope) {
        scopes.push(c);
      }
    }
    return scopes.reverse();
  }
}

/** The same text wherever the walk met the circle first. */
function cycleFinding(cycle: readonly IConstruct[], clusters: readonly string[]): Finding {
  const paths = cycle.map(construct => construct.node.path);
  const sorted = [...paths].sort();
  const start = paths.indexOf(sorted[0]);
  const circle = [...paths.slice(start), ...paths.slice(0, start), sorted[0]];
  const problem = paths.length === 1
    ? `${paths[0]} depends on itself, or what it lies in depends on it; remove the dependency`
    : `constructs depend on each other in a circle: ${circle.join(' -> ')}; remove one of the dependencies`;
  return { code: 'dependency-cycle', severity: 'error', clusters, paths: sorted, message: problem };
}

function isObject(construct: IConstruct): construct is ApiObject {
  return ApiObject.isApiObject(construct);
}
