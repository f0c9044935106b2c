import type { IConstruct } from 'constructs';
import type { Fleet } from '../fleet';

/** What a construct that exports a service offers, whichever it is. */
interface Exporting extends IConstruct {
  readonly service: string;
  readonly namespace: string;
  /** Throws where the mesh has no such name. */
  readonly dnsName: string;
}

/** The DNS names of services that clusters export to others, by the path of what exports each. */
export function serviceNames(fleet: Fleet): Readonly<Record<string, string>> {
  const exporting = fleet.node.findAll().filter(isExporting);
  return Object.fromEntries(exporting.flatMap(construct => nameOf(construct).map(name => [construct.node.path, name])));
}

function isExporting(construct: IConstruct): construct is Exporting {
  return 'dnsName' in construct && 'service' in construct && 'namespace' in construct;
}

/** Some meshes have a name for each exporting cluster, and none for all of them. */
function nameOf(construct: Exporting): readonly string[] {
  try {
    return [construct.dnsName];
  } catch {
    return [];
  }
}
