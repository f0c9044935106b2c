import { isIP } from 'node:net';
import { Construct } from 'constructs';
import { isHost, isHostOrWildcard } from './hosts';
import { IstioConfig, IstioConfigProps, IstioOptionTypes } from './istio-config';
import { COUNT_FROM_1, PORT, PORTS } from './prop-types';
import { ServiceEntry as Resource } from '../../../imports/istio';
import { ICluster } from '../../fleet';
import { LABEL, MAP, MAPS, TEXT, TEXT_MAP, TEXTS } from '../../fleet/check-props';
import { hasSeveralNetworks } from '../istio-mesh';

/** What is spoken on a port, as Istio names it. */
export type IstioProtocol = 'HTTP' | 'HTTPS' | 'GRPC' | 'GRPC-WEB' | 'HTTP2' | 'MONGO' | 'TCP' | 'TLS';

const PROTOCOLS: readonly string[] = ['HTTP', 'HTTPS', 'GRPC', 'GRPC-WEB', 'HTTP2', 'MONGO', 'TCP', 'TLS'] satisfies IstioProtocol[];

/** Options for an `IstioServiceEntry`. */
export interface IstioServiceEntryProps extends IstioConfigProps {
  /** Names that callers use: `['api.global']`. Several only where all ports speak HTTP or TLS. */
  readonly hosts: readonly string[];
  /** Ports that callers use. */
  readonly ports: readonly IstioServiceEntryPort[];
  /** Where the service runs. @default - at the address that DNS has for the host */
  readonly endpoints?: readonly IstioServiceEntryEndpoint[];
  /** Whether endpoints are workloads of the mesh, which are reached with mutual TLS. @default 'MESH_INTERNAL' */
  readonly location?: 'MESH_INTERNAL' | 'MESH_EXTERNAL';
  /** How callers find the addresses of endpoints. @default - `STATIC` where all endpoints have IP addresses or none, else `DNS` */
  readonly resolution?: 'STATIC' | 'DNS' | 'DNS_ROUND_ROBIN';
  /**
   * Addresses that callers of TCP ports use.
   *
   * @default - istiod gives it one of 240.240.0.0/16 and of 2001:2::/48, which the proxies' DNS answers with (since Istio 1.25)
   */
  readonly addresses?: readonly string[];
  /** Namespaces that see it: `['.']` its own. @default - all */
  readonly exportTo?: readonly string[];
}

/** A port of an `IstioServiceEntry`. */
export interface IstioServiceEntryPort {
  /** The port that callers use, 1 to 65535. */
  readonly number: number;
  /** Its name, by which endpoints give theirs: `http`. */
  readonly name: string;
  /** What is spoken on it. */
  readonly protocol: IstioProtocol;
  /** The port of endpoints that do not give their own. @default - `number` */
  readonly targetPort?: number;
}

/** Where a service of an `IstioServiceEntry` runs. */
export interface IstioServiceEntryEndpoint {
  /** The member in which it runs: it gives the endpoint a network and a locality. */
  readonly cluster: ICluster;
  /**
   * IP address or DNS name of the endpoint.
   *
   * @default - none: callers of other networks reach it through the gateway of its network; so it must lie in another network than all of them
   */
  readonly address?: string;
  /** Its ports, by the names of the ports of the entry. @default - those of the entry */
  readonly ports?: Readonly<Record<string, number>>;
  /** Its labels, for subsets. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Its share, relative to the others. @default 1 */
  readonly weight?: number;
  /** The service account that it runs as. @default - not checked */
  readonly serviceAccount?: string;
}

const ENDPOINT = { address: TEXT, ports: PORTS, labels: TEXT_MAP, weight: COUNT_FROM_1, serviceAccount: TEXT };
const OPTIONS: IstioOptionTypes = {
  required: { hosts: TEXTS, ports: MAPS }, optional: { endpoints: MAPS, location: TEXT, resolution: TEXT, addresses: TEXTS, exportTo: TEXTS },
};

/**
 * A service that is in no Service of Kubernetes: a name of the whole fleet, `api.global`, with an endpoint in each cluster that has it.
 *
 * Each endpoint gets the network and the region of its cluster, so that callers of other networks go through the gateway, and endpoints
 * of the own region come first.
 */
export class IstioServiceEntry extends IstioConfig {
  /** The names that callers use. */
  public readonly hosts: readonly string[];

  /** @throws for what istiod refuses */
  constructor(scope: Construct, id: string, props: IstioServiceEntryProps) {
    super(scope, id, props, OPTIONS);
    const { hosts, ports, endpoints = [], location = 'MESH_INTERNAL', addresses, exportTo } = props;
    this.checkHosts(props);
    this.checkPorts(ports);
    endpoints.forEach((endpoint, i) => this.checkEndpoint(endpoint, ports, `endpoints[${i}]`));
    const isStatic = endpoints.length > 0 && endpoints.every(({ address }) => address === undefined || isIP(address) > 0);
    const { resolution = isStatic ? 'STATIC' : 'DNS' } = props;
    this.checkOneOf('location', location, ['MESH_INTERNAL', 'MESH_EXTERNAL']);
    this.checkOneOf('resolution', resolution, ['STATIC', 'DNS', 'DNS_ROUND_ROBIN']);
    this.checkResolution(resolution, props);
    this.hosts = hosts;
    this.makeAll((place, metadata) => new Resource(place, 'Resource', {
      metadata, spec: {
        hosts, ports, location, resolution, addresses, exportTo,
        endpoints: props.endpoints?.map(({ cluster, ...endpoint }) => ({ ...endpoint, ...this.placeOf(cluster) })),
      },
    }));
  }

  /** Network and locality: what Istio knows of the workloads of a cluster by itself. */
  private placeOf(cluster: ICluster) {
    const network = this.mesh.networkOf(cluster);
    const { region } = this.fleet.declarationOf(cluster.name);
    return { ...(network !== '' && { network }), ...(region !== undefined && { locality: region }) };
  }

  private checkHosts({ hosts, ports }: IstioServiceEntryProps): void {
    if (hosts.length === 0) {
      this.fail('hosts: write the name that callers use, got an empty list');
    }
    const wrong = hosts.find(host => !isHostOrWildcard(host));
    if (wrong !== undefined) {
      this.fail(`hosts: write DNS names, one may begin with *., got '${wrong}'`);
    }
    const plain = hosts.length > 1 ? ports.find(({ protocol }) => ['TCP', 'MONGO'].includes(protocol)) : undefined;
    if (plain !== undefined) {
      this.fail(`hosts: on port ${plain.name} (${plain.protocol}) hosts cannot be told apart: write one host, or an entry for each`);
    }
  }

  private checkPorts(ports: readonly IstioServiceEntryPort[]): void {
    if (ports.length === 0) {
      this.fail('ports: write one port at least, got an empty list');
    }
    ports.forEach((port, i) => {
      const where = `ports[${i}]`;
      this.checkOptions(where, port, { required: { number: PORT, name: LABEL, protocol: TEXT }, optional: { targetPort: PORT } });
      this.checkOneOf(`${where}.protocol`, port.protocol, PROTOCOLS);
      const same = ports.findIndex(({ name, number }) => name === port.name || number === port.number);
      if (same !== i) {
        const what = ports[same].name === port.name ? `name, ${port.name}` : `number, ${port.number}`;
        this.fail(`${where}: ports[${same}] has the same ${what}: names and numbers must differ`);
      }
    });
  }

  private checkEndpoint(endpoint: IstioServiceEntryEndpoint, ports: readonly IstioServiceEntryPort[], where: string): void {
    this.checkOptions(where, endpoint, { required: { cluster: MAP }, optional: ENDPOINT });
    const { cluster, address, ports: own = {} } = endpoint;
    this.checkMember(`${where}.cluster`, cluster);
    if (address !== undefined && isIP(address) === 0 && !isHost(address)) {
      this.fail(`${where}.address: write an IP address or a DNS name, got '${address}'`);
    }
    const stranger = Object.keys(own).find(name => !ports.some(port => port.name === name));
    if (stranger !== undefined) {
      this.fail(`${where}.ports: ${stranger} is no port of the entry; write one of ${ports.map(({ name }) => name).join(', ')}`);
    }
  }

  private checkResolution(resolution: string, { hosts, endpoints = [], addresses = [] }: IstioServiceEntryProps): void {
    const named = endpoints.find(({ address }) => address !== undefined && isIP(address) === 0);
    const unnamed = endpoints.find(({ address }) => address === undefined);
    if (resolution === 'STATIC' && named !== undefined) {
      this.fail(`resolution: STATIC takes IP addresses, and the endpoint of ${named.cluster.name} is ${named.address}: write DNS`);
    }
    if (resolution !== 'STATIC' && unnamed !== undefined) {
      this.fail(`resolution: ${resolution} takes no endpoint without an address, as that of ${unnamed.cluster.name} is: write its address, or IP addresses for all others`);
    }
    if (unnamed !== undefined && !hasSeveralNetworks(this.mesh)) {
      this.fail(`endpoints: that of ${unnamed.cluster.name} needs an address: all members are in one network, where no gateway leads to it`);
    }
    if (resolution === 'DNS_ROUND_ROBIN' && endpoints.length > 1) {
      this.fail(`resolution: DNS_ROUND_ROBIN takes one endpoint, got ${endpoints.length}: write DNS`);
    }
    const wildcard = resolution !== 'STATIC' && endpoints.length === 0 ? hosts.find(host => host.startsWith('*')) : undefined;
    if (wildcard !== undefined) {
      this.fail(`hosts: ${wildcard} has no address in DNS: write endpoints, or a name without *`);
    }
    const wrong = addresses.find(address => isIP(address.split('/')[0]) === 0 || (address.includes('/') && resolution !== 'STATIC'));
    if (wrong !== undefined) {
      this.fail(`addresses: write IP addresses${resolution === 'STATIC' ? ' or blocks' : `, no blocks with resolution ${resolution}`}, got '${wrong}'`);
    }
  }
}
