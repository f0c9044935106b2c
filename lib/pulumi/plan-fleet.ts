import type { CustomResourceOptions } from '@pulumi/pulumi';
import { problemsOfClusters, problemsOfTypes } from './check-args';
import { CheckedFleet, checkFleet } from './check-fleet';
import { FleetDeploymentArgs } from './fleet-deployment-args';
import { inputError, InputProblem, problemOf } from './input-error';
import { optionsOf } from './object-options';
import { ObjectStep, planCluster, Step, Wave } from './plan';
import { isCluster } from './waiting';
import { ClusterChart, ClusterModel, Finding, Fleet } from '../fleet';
import { groupBy } from '../fleet/collections';

/** What a deployment registers. */
export interface FleetPlan {
  /** The clusters that have something to register, the hub first, others by name; each with its steps in order. */
  readonly clusters: readonly ClusterSteps[];
  /** Of the clusters that Cluster API makes here: the object that makes each. */
  readonly makers: ReadonlyMap<string, ObjectStep>;
  /** What people say about the resources of objects. */
  readonly options: ReadonlyMap<ObjectStep, CustomResourceOptions>;
  readonly warnings: readonly Finding[];
}

export interface ClusterSteps {
  readonly cluster: string;
  readonly steps: readonly Step[];
}

/**
 * Checks everything, and says what to register in which order. Registers nothing.
 *
 * @param deployment what the message begins with
 * @throws `pulumi.InputPropertiesError` with everything that is wrong
 */
export function planFleet(deployment: string, args: FleetDeploymentArgs, opts: unknown = {}): FleetPlan {
  throwOn(deployment, problemsOfTypes(args, opts));
  const { fleet } = args;
  const checked = checkFleet(fleet);
  const model = fleet.settle();
  const wavesOf = new Map(model.clusters.map(({ name }) => [name, wavesOfCluster(fleet, name, args.units?.[name] ?? [], checked.objects)]));
  const withObjects = [...wavesOf].filter(([, waves]) => waves.some(hasObjects)).map(([name]) => name);
  throwOn(deployment, [
    ...checked.findings.filter(({ severity }) => severity === 'error').map(problemOf),
    ...problemsOfClusters(args, model, withObjects),
    ...problemsOfUnits(fleet, args.units ?? {}),
  ]);
  const { clusters, makers } = planClusters(fleet, withObjects.filter(name => args.clusters?.includes(name) ?? true), wavesOf);
  const objects = clusters.flatMap(({ steps }) => steps.filter(step => step.type === 'object'));
  const options = optionsOf(args.resourceOptions, objects);
  throwOn(deployment, options.problems);
  return { clusters, makers, options: options.of, warnings: checked.findings.filter(({ severity }) => severity === 'warning') };
}

/** The hub comes first: of some clusters it makes what everything in them waits for. */
function planClusters(
  fleet: Fleet, deployed: readonly string[], wavesOf: ReadonlyMap<string, readonly Wave[]>,
): Pick<FleetPlan, 'clusters' | 'makers'> {
  const hub = fleet.hub.name;
  const makers = new Map<string, ObjectStep>();
  const clusters = [...deployed].sort((a, b) => Number(b === hub) - Number(a === hub)).map(cluster => {
    const maker = makers.get(cluster);
    const steps = planCluster(cluster, wavesOf.get(cluster)!, maker === undefined ? [] : [maker]);
    if (cluster === hub) {
      const members = fleet.settle().clusters.filter(({ name }) => name !== hub);
      members.forEach(member => findMaker(member, steps).forEach(found => makers.set(member.name, found)));
    }
    return { cluster, steps };
  });
  return { clusters, makers };
}

function hasObjects({ folders }: Wave): boolean {
  return folders.some(({ objects }) => objects.length > 0);
}

function throwOn(deployment: string, problems: readonly InputProblem[]): void {
  if (problems.length > 0) {
    throw inputError(deployment, problems);
  }
}

/** The waves of a cluster in their order; units that are not delivered with the rest come last, those that the program names. */
function wavesOfCluster(fleet: Fleet, cluster: string, units: readonly string[], objects: CheckedFleet['objects']): readonly Wave[] {
  const placeOf = (chart: ClusterChart) => fleet.delivery.waveOf({ cluster, unit: chart.unit });
  const charts = fleet.chartsOf(cluster).filter(chart => placeOf(chart) !== undefined || units.includes(chart.unit!));
  const waves = [...groupBy(charts, chart => placeOf(chart) ?? Infinity)].sort(([a], [b]) => a - b);
  return waves.map(([place, same]) => ({
    name: place === Infinity ? 'units' : String(place), folders: same.map(chart => ({ chart, objects: objects.get(chart) ?? [] })),
  }));
}

function problemsOfUnits(fleet: Fleet, units: Readonly<Record<string, readonly string[]>>): readonly InputProblem[] {
  return Object.entries(units).flatMap(([cluster, names]) => {
    const known = fleet.chartsOf(cluster).flatMap(({ unit }) => (unit === undefined ? [] : [unit]));
    return names.filter(name => !known.includes(name)).map(name => ({
      propertyPath: `units.${cluster}`, reason: `cluster '${cluster}' has no unit '${name}'; it has ${known.join(', ') || 'none'}`,
    }));
  });
}

/** The object of Cluster API that makes a cluster. */
function findMaker({ name, origin, access }: ClusterModel, steps: readonly Step[]): readonly ObjectStep[] {
  if (origin !== 'managed' || access?.type !== 'kubeconfig') {
    return [];
  }
  return steps.filter((step): step is ObjectStep => step.type === 'object' && isCluster(step.manifest)
    && step.manifest.metadata.name === name && step.manifest.metadata.namespace === access.namespace).slice(0, 1);
}
