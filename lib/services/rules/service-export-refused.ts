import { findingOn, ServiceRule } from './rule';
import { groupBy } from '../../fleet/collections';
import { DeclaredPair, nameOf, SettledServices } from '../settled-services';

/** What the mesh of a pair cannot do. */
export const serviceExportRefused: ServiceRule = {
  code: 'service-export-refused',
  severity: 'error',
  summary: 'A ServiceExportPair asks for what its mesh cannot do: a type of Service, an API version, exported labels, an affinity.',
  why: 'Implementations of the multi-cluster services API differ: some refuse an export, with a condition of its status that nobody looks at (Lighthouse of Submariner for a'
    + ' NodePort or LoadBalancer: pkg/agent/controller/agent.go at 9d3c39e), and an API server drops fields that its CRD does not have.',
  fix: 'Do what the message says, or use another mesh.',
  check: ({ pairs, objects }) => pairs.flatMap(pair => [...groupBy(faultsOf(pair, objects), ({ fault }) => fault)].map(([fault, same]) =>
    findingOn(serviceExportRefused, pair, same.map(({ cluster }) => cluster), `${nameOf(pair)}: ${fault}`))),
};

/** What is wrong with what the pair says, and with what it does not say where the Service of the program tells. */
function faultsOf({ services, service }: DeclaredPair, objects: SettledServices['objects']) {
  const asSaid = services.faults(service);
  return service.from.flatMap(cluster => {
    const found = service.type === undefined ? objects.service(cluster, service.namespace, service.name)?.type : undefined;
    // An ExternalName is never exported, and a finding of its own.
    const asFound = found === undefined || found === 'ExternalName' ? [] : services.faults({ ...service, type: found });
    return [...new Set([...asSaid, ...asFound])].map(fault => ({ cluster, fault }));
  });
}
