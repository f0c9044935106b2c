import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Finding } from '../finding';

/** What the constructs of a chart depend on, inside the chart, and what is wrong with the rest. */
export interface ChartDependencies {
  /** By construct, in the order in which they were declared. */
  readonly before: ReadonlyMap<IConstruct, readonly IConstruct[]>;
  readonly findings: readonly Finding[];
}

/**
 * The dependencies that people declared between constructs of a chart.
 *
 * A plain cdk8s App writes what it concludes from them into the same tree: one dependency between the charts, one between each pair of objects.
 * What follows from another dependency is left out, so that a chart renders the same before and after. (Of a dependency between two charts
 * only the charts can be named afterwards.)
 */
export function dependenciesOf(chart: Chart, clusters: readonly string[]): ChartDependencies {
  const nested: Finding[] = [];
  const declared = new Map<IConstruct, Set<IConstruct>>();
  for (const construct of chart.node.findAll()) {
    if (construct !== chart && Chart.isChart(construct)) {
      nested.push(nestedChart(chart, construct, clusters));
    }
    const targets = construct.node.dependencies;
    if (targets.length > 0 && chartOf(construct) === chart) {
      declared.set(construct, new Set(targets));
    }
  }
  if (declared.size === 0) {
    return { before: new Map(), findings: nested };
  }
  const before = new Map<IConstruct, IConstruct[]>();
  const crossing: Finding[] = [];
  for (const [source, targets] of declared) {
    const own = [...targets].filter(target => !follows(source, target, declared) && !liesInNested(chart, target));
    crossing.push(...own.filter(target => chartOf(target) !== chart).map(target => crossingFinding(source, target, clusters)));
    const inside = own.filter(target => chartOf(target) === chart);
    if (inside.length > 0) {
      before.set(source, inside);
    }
  }
  return { before, findings: [...nested, ...crossing] };
}

/** Dependencies of constructs that lie in no chart: nothing is rendered from them, so there is nothing to order. */
export function dependenciesOutsideCharts(root: IConstruct): readonly Finding[] {
  return root.node.findAll().filter(construct => construct.node.dependencies.length > 0 && !chartOf(construct)).flatMap(source =>
    source.node.dependencies.map(target => outside(source, target, source, [])));
}

/** Whether scopes of the two constructs have a dependency already from which this one follows. */
function follows(source: IConstruct, target: IConstruct, declared: ReadonlyMap<IConstruct, ReadonlySet<IConstruct>>): boolean {
  const wholes = scopesOf(target);
  return scopesOf(source).some(part => {
    const targets = declared.get(part);
    return targets !== undefined && wholes.some(whole => targets.has(whole) && (part !== source || whole !== target));
  });
}

/** A chart inside the chart has a finding of its own. */
function liesInNested(chart: Chart, target: IConstruct): boolean {
  const other = chartOf(target);
  return other !== undefined && other !== chart && scopesOf(other).includes(chart);
}

function scopesOf(construct: IConstruct): readonly IConstruct[] {
  const scopes: IConstruct[] = [];
  for (let c: IConstruct | undefined = construct; c; c = c.node.scope) {
    scopes.push(c);
  }
  return scopes;
}

function chartOf(construct: IConstruct): IConstruct | undefined {
  return scopesOf(construct).find(scope => Chart.isChart(scope));
}

function nestedChart(chart: IConstruct, nested: IConstruct, clusters: readonly string[]): Finding {
  return {
    code: 'nested-chart', severity: 'error', clusters, paths: [nested.node.path],
    message: `chart ${nested.node.path} lies inside chart ${chart.node.path}; put it under the App, or use a Construct to group objects`,
  };
}

function crossingFinding(source: IConstruct, target: IConstruct, clusters: readonly string[]): Finding {
  if (!chartOf(target)) {
    return outside(source, target, target, clusters);
  }
  return dependencyFinding(source, target, clusters,
    'which lies in another chart; objects of two clusters cannot be ordered by cdk8s, remove the dependency');
}

function outside(source: IConstruct, target: IConstruct, chartless: IConstruct, clusters: readonly string[]): Finding {
  return dependencyFinding(source, target, clusters,
    `and ${chartless.node.path} lies in no chart, so nothing can be ordered by it; name constructs under one cluster's chart, or remove the dependency`);
}

function dependencyFinding(source: IConstruct, target: IConstruct, clusters: readonly string[], problem: string): Finding {
  return {
    code: 'dependency-between-charts', severity: 'error', clusters, paths: [source.node.path, target.node.path].sort(),
    message: `${source.node.path} depends on ${target.node.path}, ${problem}`,
  };
}
