import { IMultiClusterServices, Manifest, ServiceBackend, SharedService } from '../../fleet';
import { checkProps, FUNCTION } from '../../fleet/check-props';
import { affinityFaults } from '../../fleet/clusterset';
import { refuseOthers } from '../../fleet/refuse-others';
import { checkDnsName } from '../dns-name';
import { DOMAIN } from '../prop-types';

/** Options for `MultiClusterServices.externalName`: one of `domain` and `host`. */
export interface ExternalNameServicesProps {
  /** Domain under which a Service has the name `<service>.<namespace>.<cluster>.<domain>`: `example.com`. @default - `host` tells the name */
  readonly domain?: string;
  /** The name under which an exporting cluster is reached, where it is another one. @default - by `domain` */
  readonly host?: (service: { readonly name: string; readonly namespace: string; readonly cluster: string }) => string;
}

const WHERE = 'MultiClusterServices.externalName';
const LONGEST_LABEL = 63;

/** What people did before there was a multi-cluster services API: another name, in each consuming cluster, for a name that DNS has. */
export class ExternalNameServices implements IMultiClusterServices {
  public readonly name = 'ExternalName Services';
  public readonly exportsApart = true;

  /** @throws when an option is malformed */
  constructor(private readonly props: ExternalNameServicesProps) {
    checkProps(`${WHERE}: `, props, {}, { domain: DOMAIN, host: FUNCTION });
    refuseOthers(`${WHERE}: `, props, ['domain', 'host']);
    if ((props.domain === undefined) === (props.host === undefined)) {
      throw new Error(`${WHERE}: write domain or host, and not both`);
    }
  }

  public dnsName(service: SharedService, backend?: ServiceBackend): string {
    if (backend?.hostname !== undefined) {
      throw new Error(`${this.name} give single pods no name: leave the host name of the pod out`);
    }
    if (backend === undefined && service.from.length > 1) {
      throw new Error(`${this.name} have a name for each of ${service.from.join(', ')}, and none for all of them: use dnsNameOf(cluster)`);
    }
    return `${aliasOf(service, backend?.cluster ?? service.from[0])}.${service.namespace}.svc.cluster.local`;
  }

  public faults(service: SharedService): readonly string[] {
    const { apiVersion, exportedLabels, exportedAnnotations } = service;
    const ofExports = { apiVersion, exportedLabels, exportedAnnotations };
    const needless = Object.entries(ofExports).filter(([, value]) => value !== undefined).map(([prop]) => prop);
    const long = service.from.map(cluster => aliasOf(service, cluster)).filter(alias => alias.length > LONGEST_LABEL);
    return [
      ...affinityFaults(this.name, service),
      ...needless.map(prop => `${this.name} come without a ServiceExport, so that nothing takes ${prop}: leave it out`),
      ...long.map(alias => `the name ${alias} has ${alias.length} characters, and a Service takes ${LONGEST_LABEL}: shorten the name of the Service or of the cluster`),
    ];
  }

  public exported(): readonly Manifest[] {
    return [];
  }

  /** @throws when `host` gives no DNS name */
  public imported(service: SharedService): readonly Manifest[] {
    return service.from.map(cluster => ({
      apiVersion: 'v1', kind: 'Service', metadata: { name: aliasOf(service, cluster), namespace: service.namespace },
      spec: { type: 'ExternalName', externalName: this.hostOf(service, cluster) },
    }));
  }

  private hostOf({ name, namespace }: SharedService, cluster: string): string {
    const { domain, host } = this.props;
    const where = `${WHERE}: ${host ? 'host' : 'domain'}, for ${namespace}/${name} in ${cluster}`;
    return checkDnsName(where, host ? host({ name, namespace, cluster }) : [name, namespace, cluster, domain].join('.'));
  }
}

function aliasOf({ name }: SharedService, cluster: string): string {
  return `${name}-${cluster}`;
}
