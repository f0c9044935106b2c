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
  return drills.flatMap((drill, i) => drill.namespaces.flatMap(namespace => {
    const users = [
      ...usersOf(fleet, drill.cluster, namespace, model),
      ...[...drills.slice(0, i), ...plans].filter(other => other.cluster === drill.cluster && other.namespaces.includes(namespace)).map(({ path }) => `${path} restores into it too`),
    ];
    return users.length === 0 ? [] : [finding(veleroDrillNamespace, [drill.cluster], [drill.path],
      `${drill.path} deletes namespace ${namespace} of cluster ${drill.cluster} before and after each drill, and ${users.join(', and ')}: write another name in its namespaceMapping`)];
  }));
}

function usersOf(fleet: Fleet, cluster: string, namespace: string, model: FleetModel): readonly string[] {
  const made = model.clusters.find(({ name }) => name === cluster)?.namespaces.includes(namespace) || writesNamespace(fleet, cluster, namespace);
  const schedules = veleroObjects(fleet).filter(objects => objects.fleet === fleet.node.id && objects.cluster === cluster)
    .flatMap(({ objects }) => objects).filter(({ kind, spec }) => kind === 'Schedule' && textsOf(mapOf(spec.template).includedNamespaces).includes(namespace));
  return [
    ...(made ? ['the program makes it'] : []),
    ...schedules.map(({ name }) => `Schedule ${name} protects it`),
  ];
}

function writesNamespace(fleet: Fleet, cluster: string, namespace: string): boolean {
  return fleet.chartsOf(cluster).some(chart => chart.node.findAll().some(object => (
    ApiObject.isApiObject(object) && object.kind === 'Namespace' && object.apiVersion === 'v1' && object.name === namespace)));
}
