import { ApiObject, App, Chart } from 'cdk8s';
import { ClusterChart, Finding, Fleet, LockFact } from '../fleet';
import { checkAcrossFleets } from '../fleet/across-fleets/check-across-fleets';
import { sortFindings, withObjectFindings } from '../fleet/finding';
import { lockedValues } from '../fleet/lock/locked-value';
import { factsOf } from '../fleet/lock-facts';
import { dependenciesOutsideCharts } from '../fleet/render/dependencies';
import type { RenderedObject } from '../fleet/render/render-chart';
import { renderCharts, validatorFindings } from '../fleet/render/render-charts';

/** Facts of the lock that hold versions, and the set of defaults of a cluster. */
const DEFAULTS = /^(chart\/|component\/|profile$)/;

/** The objects of a fleet, by chart, and everything that is wrong with it. */
export interface CheckedFleet {
  readonly objects: ReadonlyMap<Chart, readonly RenderedObject[]>;
  readonly findings: readonly Finding[];
}

/** Renders a fleet and checks all of it, as a `FleetApp` does, and that nothing was decided just now which another run may decide differently. */
export function checkFleet(fleet: Fleet): CheckedFleet {
  fleet.settle();
  const fleets = Fleet.allIn(fleet.node.root as App);
  const charts = fleet.clusterCharts;
  const rendered = renderCharts(charts);
  const validators = Fleet.withoutValidators(fleets, () => [fleet, ...charts].flatMap(validatorFindings));
  const rules = [...fleet.findings(), ...checkAcrossFleets(fleet.node.root as App, fleets), ...fleet.unrecorded()];
  const findings = withObjectFindings(rules, [...dependenciesOutsideCharts(fleet), ...rendered.findings, ...validators]);
  return { objects: rendered.objects, findings: sortFindings([...findings, ...unrecordedDefaults(fleet), ...chartsOfNoFleet(fleet)]) };
}

/** What the program leaves to this release of the library: the next one may have other defaults. */
function unrecordedDefaults(fleet: Fleet): readonly Finding[] {
  const model = fleet.settle();
  const locked = lockedValues(model.lock);
  const remembered = new Set(model.clusters.flatMap(cluster => cluster.remembered));
  const defaults = factsOf(model, []).filter(known => remembered.has(known) || DEFAULTS.test(known.fact));
  const open = defaults.filter(({ owner, fact }) => locked(owner, fact) === undefined);
  return open.length === 0 ? [] : [{
    code: 'unrecorded-defaults', severity: 'warning', clusters: [...new Set(open.map(({ owner }) => owner))].sort(), paths: [model.path],
    message: `${model.lockName} lacks ${open.length} of the versions and defaults that fleet '${model.name}' was given (${open.slice(0, 3).map(shown).join(', ')}`
      + `${open.length > 3 ? ', ...' : ''}), and another version of this library may give it others: synth once with a FleetApp, and commit the lock`,
  }];
}

/** Charts beside the fleets of the program: a FleetApp writes a file of each, and Pulumi has no cluster for them. */
function chartsOfNoFleet(fleet: Fleet): readonly Finding[] {
  const isOutside = (chart: unknown): chart is Chart => Chart.isChart(chart) && !ClusterChart.isClusterChart(chart);
  const charts = fleet.node.root.node.findAll().filter(isOutside).filter(chart => chart.node.findAll().some(ApiObject.isApiObject));
  const paths = charts.map(({ node }) => node.path).sort();
  return paths.length === 0 ? [] : [{
    code: 'undeployed-charts', severity: 'warning', clusters: [], paths,
    message: `${paths.join(', ')}: belong to no fleet, so a FleetDeployment deploys them to no cluster: put their objects into the chart of a cluster`
      + ' (fleet.hub.chart), or hand them to Pulumi in another way',
  }];
}

function shown({ owner, fact, value }: LockFact): string {
  return `${owner} ${fact} ${value}`;
}
