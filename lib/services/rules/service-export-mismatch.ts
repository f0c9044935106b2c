import { findingOn, ServiceRule } from './rule';
import { SharedServicePort } from '../../fleet';
import { nameOf } from '../settled-services';

/** Services that are not what their pair says. */
export const serviceExportMismatch: ServiceRule = {
  code: 'service-export-mismatch',
  severity: 'error',
  summary: 'A Service of the program has another type or other ports than the ServiceExportPair that exports it says.',
  why: 'What the pair says is what the rules look at, what names of pods go by, and what a ServiceImport that the program makes has in it. The cluster has the Service.',
  fix: 'Correct the one or the other. Where the Service is an object of the program, `type` and `ports` can be left out.',
  check: ({ pairs, objects }) => pairs.flatMap(pair => pair.service.from.flatMap(cluster => {
    const { namespace, name, type, ports } = pair.service;
    const object = objects.service(cluster, namespace, name);
    const differing = object === undefined ? [] : [
      ...(type === undefined || type === object.type ? [] : [`is of type ${object.type}, and the pair says ${type}`]),
      ...(ports === undefined || portsText(ports) === portsText(object.ports) ? [] : [`has ports ${portsText(object.ports)}, and the pair says ${portsText(ports)}`]),
    ];
    return differing.map(what => findingOn(serviceExportMismatch, pair, [cluster],
      `Service ${nameOf(pair)} in ${cluster} (${object!.path}) ${what}: make them alike`, [object!.path]));
  })),
};

function portsText(ports: readonly SharedServicePort[]): string {
  return ports.map(({ name, port, protocol = 'TCP' }) => `${name === undefined ? '' : `${name} `}${port}/${protocol}`).sort().join(', ') || 'none';
}
