import { ApiObject } from 'cdk8s';
import { Finding, Fleet, FleetModel, RuleText } from '../../fleet';
import { finding } from '../../fleet/rules/text';
import { textsOf, mapOf } from '../specs/values';
import { veleroObjects } from '../velero-objects';

/** A drill or a plan, as the rule sees it. */
export interface DeclaredNamespaces {
  readonly path: string;
  /** The cluster that it restores in. */
  readonly cluster: string;
  /** Names of the namespaces that it restores, as they are called there. */
  readonly namespaces: readonly string[];
}

/** Namespaces that a drill deletes and something else uses. */
export const veleroDrillNamespace: RuleText = {
  code: 'velero-drill-namespace',
  severity: 'error',
  summary: 'A RestoreDrill restores into a namespace that something else of the program uses in that cluster.',
  why: 'The namespace is deleted with all that is in it, before and after each drill.',
  fix: 'Write another name in `namespaceMapping`.',
};

/** Which namespaces of drills are used by others. */
export function drillNamespaceFindings(
  fleet: Fleet, drills: readonly DeclaredNamespaces[], plans: readonly DeclaredNamespaces[], model: FleetModel,
): readonly Finding[] {
  const users = usersIn(fleet, model);
  return drills.flatMap((drill, i) => drill.namespaces.flatMap(namespace => {
    const all = [
      ...usersOf(users(drill.cluster), namespace),
      ...[...drills.slice(0, i), ...plans].filter(other => other.cluster === drill.cluster && other.namespaces.includes(namespace)).map(({ path }) => `${path} restores into it too`),
    ];
    return all.length === 0 ? [] : [finding(veleroDrillNamespace, [drill.cluster], [drill.path],
      `${drill.path} deletes namespace ${namespace} of cluster ${drill.cluster} before and after each drill, and ${all.join(', and ')}: write another name in its namespaceMapping`)];
  }));
}

/** Namespaces of a cluster that objects of the program make, and those that its Schedules protect, by Schedule. */
interface Users {
  readonly made: ReadonlySet<string>;
  readonly schedules: readonly { readonly name: string; readonly namespaces: readonly string[] }[];
}

function usersIn(fleet: Fleet, model: FleetModel): (cluster: string) => Users {
  const objects = veleroObjects(fleet).filter(of => of.kind === 'Schedule' && of.fleet === fleet.node.id);
  const known = new Map<string, Users>();
  return cluster => {
    const users = known.get(cluster) ?? {
      made: new Set([...model.clusters.find(({ name }) => name === cluster)?.namespaces ?? [], ...writtenNamespaces(fleet, cluster)]),
      schedules: objects.filter(of => of.cluster === cluster)
        .map(({ name, spec }) => ({ name, namespaces: textsOf(mapOf(spec.template).includedNamespaces) })),
    };
    known.set(cluster, users);
    return users;
  };
}

function usersOf({ made, schedules }: Users, namespace: string): readonly string[] {
  return [
    ...(made.has(namespace) ? ['the program makes it'] : []),
    ...schedules.filter(({ namespaces }) => namespaces.includes(namespace)).map(({ name }) => `Schedule ${name} protects it`),
  ];
}

function writtenNamespaces(fleet: Fleet, cluster: string): readonly string[] {
  return fleet.chartsOf(cluster).flatMap(chart => chart.node.findAll()).filter(object => ApiObject.isApiObject(object))
    .filter(({ kind, apiVersion }) => kind === 'Namespace' && apiVersion === 'v1').map(({ name }) => name);
}
