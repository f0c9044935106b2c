import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Finding } from '../finding';

/**
 * The objects of a chart in construct order, moved behind what they depend on, in time proportional to constructs plus dependencies.
 *
 * cdk8s expands a dependency between two constructs into one between each pair of their objects, and walks that graph without remembering where
 * it was. Here a construct is a step of its own with a start and an end: its objects lie between them, and "a depends on b" is the one edge
 * from the end of b to the start of a.
 */
export function orderObjects(chart: Chart, clusters: readonly string[]): { objects: readonly ApiObject[]; findings: readonly Finding[] } {
  const constructs = chart.node.findAll();
  const findings: Finding[] = [];
  const before = new Map<IConstruct, IConstruct[]>();
  for (const construct of constructs) {
    if (construct !== chart && Chart.isChart(construct)) {
      findings.push({
        code: 'nested-chart', severity: 'error', clusters, paths: [construct.node.path],
        message: `chart ${construct.node.path} lies inside chart ${chart.node.path}; put it under the App, or use a Construct to group objects`,
      });
    }
    const targets = construct.node.dependencies.filter(target => {
      const other = Chart.of(target);
      if (other !== chart) {
        findings.push(crossing(construct, target, clusters));
      }
      return other === chart;
    });
    if (targets.length > 0) {
      before.set(construct, targets);
    }
  }
  if (before.size === 0) {
    return { objects: constructs.filter(isObjectOf), findings };
  }
  return visitAll(chart, before, clusters, findings);
}

function isObjectOf(construct: IConstruct): construct is ApiObject {
  return ApiObject.isApiObject(construct);
}

function visitAll(chart: Chart, before: Map<IConstruct, IConstruct[]>, clusters: readonly string[], findings: Finding[]) {
  const objects: ApiObject[] = [];
  const done = new Set<IConstruct>();
  const open: IConstruct[] = [];
  const visit = (construct: IConstruct): void => {
    if (done.has(construct)) {
      return;
    }
    const at = open.indexOf(construct);
    if (at >= 0) {
      const cycle = [...open.slice(at), construct].map(c => c.node.path);
      findings.push({
        code: 'dependency-cycle', severity: 'error', clusters, paths: [...new Set(cycle)].sort(),
        message: `constructs depend on each other in a circle: ${cycle.join(' -> ')}; remove one of the dependencies`,
      });
      return;
    }
    open.push(construct);
    for (const scope of scopesUpTo(construct, chart)) {
      for (const target of before.get(scope) ?? []) {
        visit(target);
      }
    }
    if (isObjectOf(construct) && !done.has(construct)) {
      objects.push(construct);
      done.add(construct);
    }
    construct.node.children.forEach(visit);
    open.pop();
    done.add(construct);
  };
  visit(chart);
  return { objects, findings };
}

function scopesUpTo(construct: IConstruct, chart: Chart): readonly IConstruct[] {
  const scopes: IConstruct[] = [];
  for (let c: IConstruct | undefined = construct; c && c !== chart; c = c.node.scope) {
    scopes.push(c);
  }
  return scopes;
}

function crossing(source: IConstruct, target: IConstruct, clusters: readonly string[]): Finding {
  return {
    code: 'dependency-between-charts',
    severity: 'error',
    clusters,
    paths: [source.node.path, target.node.path].sort(),
    message: `${source.node.path} depends on ${target.node.path}, which lies in another chart; objects of two clusters cannot be ordered by cdk8s, remove the dependency`,
  };
}
