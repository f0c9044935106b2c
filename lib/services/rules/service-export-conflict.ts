import { ServiceRule } from './rule';
import { SharedServicePort } from '../../fleet';
import { groupBy } from '../../fleet/collections';
import { finding, listed } from '../../fleet/rules/text';
import { DeclaredPair, exportedBy, nameOf, ServiceObject, SettledServices } from '../settled-services';

/** Exports that together are no service. */
export const serviceExportConflict: ServiceRule = {
  code: 'service-export-conflict',
  severity: 'error',
  summary: 'Exports of one service in a mesh disagree: about the type, a port, the session affinity, exported labels.',
  why: 'All exports of a name are one service. What cannot be merged is settled for the oldest ServiceExport, with a condition in the status of all of them that nobody looks at'
    + ' (KEP-1645, "Constraints and Conflict Resolution"): callers of the other clusters reach a port that is not there. Some implementations refuse a later export of'
    + ' another type. Some choose the cluster that answers when they answer DNS, without knowing the port: there all exports need the same ports (lighthouse'
    + ' does both, at 9d3c39e: pkg/agent/controller/service_import.go, coredns/resolver/resolver.go).',
  fix: 'Make the exports alike, or give the Services different names.',
  check: ({ pairs, objects }) => {
    const services = groupBy(pairs.filter(pair => !pair.services.exportsApart), pair => `${meshOf(pair)}\n${nameOf(pair)}`);
    return [...services.values()].flatMap(same => conflicts(same, objects));
  },
};

/** What a statement about all ports is about. */
const PORTS = 'ports';

/** One thing that one export says. */
interface Statement {
  readonly about: string;
  readonly value: string;
  readonly cluster: string;
  readonly path: string;
}

function conflicts(pairs: readonly DeclaredPair[], objects: SettledServices['objects']) {
  const statements = pairs.flatMap(pair => pair.service.from.flatMap(cluster => statementsOf(pair, cluster, objects)));
  return [...groupBy(statements, ({ about }) => about)].flatMap(([about, all]) => {
    const told = [...groupBy(all, ({ value }) => value)]
      .map(([value, same]) => `${value} from ${listed(distinct(same.map(({ cluster }) => cluster)))}`).sort();
    return told.length < 2 ? [] : [finding(serviceExportConflict, all.map(({ cluster }) => cluster), all.map(({ path }) => path),
      `Service ${nameOf(pairs[0])} is exported with different ${about}, ${told.join('; ')} (${distinct(all.map(({ path }) => path)).join(', ')}), and `
      + `${about === PORTS ? `${pairs[0].services.name} leads a caller to any of them, whatever port it uses` : 'the oldest ServiceExport decides for all'}`
      + ': make them alike, or give one another name')];
  });
}

function statementsOf(pair: DeclaredPair, cluster: string, objects: SettledServices['objects']): readonly Statement[] {
  const { service, definition } = pair;
  const exported = exportedBy(pair, cluster, objects);
  const { type } = exported;
  const texts: Readonly<Record<string, string | undefined>> = {
    // An ExternalName is never exported, and a finding of its own.
    'types': type === undefined || type === 'ExternalName' ? undefined : type === 'Headless' ? 'headless' : 'with an address',
    ...portTexts(pair, exported),
    'session affinity': definition && joined([definition.sessionAffinity ?? 'None', definition.sessionAffinitySeconds]),
    'traffic distribution': definition && (definition.trafficDistribution ?? 'none'),
    'internal traffic policy': definition && (definition.internalTrafficPolicy ?? 'Cluster'),
    'exported labels': textOf(service.exportedLabels),
    'exported annotations': textOf(service.exportedAnnotations),
    // These hold for each cluster by itself.
    [`affinities in ${cluster}`]: service.affinity ?? 'that of the mesh',
    [`API versions in ${cluster}`]: service.apiVersion ?? 'that of the mesh',
  };
  return Object.entries(texts).flatMap(([about, value]) => (value === undefined ? [] : [{ about, value, cluster, path: pair.path }]));
}

function portTexts({ services }: DeclaredPair, { type, ports = [] }: Partial<ServiceObject>): Readonly<Record<string, string>> {
  // The name of a headless Service stands for its pods, whatever their ports. No other Service is without ports.
  if (services.samePorts && type !== 'Headless' && type !== 'ExternalName' && ports.length > 0) {
    return { [PORTS]: ports.map(port => joined([port.name, numberOf(port)])).sort().join(', ') };
  }
  return Object.fromEntries(ports.flatMap(port => [
    [`numbers of port ${port.name ?? 'without a name'}`, numberOf(port)],
    [`names of port ${port.port}/${port.protocol ?? 'TCP'}`, port.name ?? 'none'],
  ]));
}

function numberOf({ port, protocol = 'TCP', appProtocol }: SharedServicePort): string {
  return joined([`${port}/${protocol}`, appProtocol]);
}

function joined(parts: readonly (string | number | undefined)[]): string {
  return parts.filter(part => part !== undefined).join(' ');
}

function textOf(map: Readonly<Record<string, string>> = {}): string {
  return Object.entries(map).map(([key, value]) => `${key}=${value}`).sort().join(', ') || 'none';
}

/** Two values of one implementation may stand for it, each with the clusters it knows. */
function meshOf({ services: { path, name, members = [] } }: DeclaredPair): string {
  return path ?? [name, ...members].join('\n');
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
