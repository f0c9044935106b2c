import { Construct } from 'constructs';
import { isHostOrWildcard } from './hosts';
import { IstioConfig, IstioConfigProps, IstioOptionTypes } from './istio-config';
import { LABELS, PORT } from './prop-types';
import { Gateway as Resource } from '../../../imports/istio';
import { FLAG, MAP, MAPS, TEXT, TEXTS } from '../../fleet/check-props';

/** Options for an `IstioGateway`. */
export interface IstioGatewayProps extends IstioConfigProps {
  /** Labels of the pods that are the gateway, in its namespace or another: `{ istio: 'ingressgateway' }`. */
  readonly selector: Readonly<Record<string, string>>;
  /** What it listens to. */
  readonly servers: readonly IstioServer[];
}

/** What a gateway listens to. */
export interface IstioServer {
  /** Port of the gateway. */
  readonly port: {
    /** Its number, 1 to 65535. */
    readonly number: number;
    /** Its name, unique in the gateway. */
    readonly name: string;
    /** What is spoken on it. */
    readonly protocol: 'HTTP' | 'HTTPS' | 'GRPC' | 'HTTP2' | 'TCP' | 'TLS';
  };
  /** Hosts that it serves; `*` for all. */
  readonly hosts: readonly string[];
  /** What becomes of TLS: for HTTPS and TLS, and for HTTP with `httpsRedirect`. @default - none */
  readonly tls?: IstioServerTls;
}

/** What becomes of TLS at a gateway. */
export interface IstioServerTls {
  /**
   * `PASSTHROUGH` hands it on as it is, by the name that the caller asks for; `SIMPLE` and `MUTUAL` end it here,
   * `MUTUAL` with a certificate of the caller.
   *
   * @default - none, for `httpsRedirect`
   */
  readonly mode?: 'PASSTHROUGH' | 'SIMPLE' | 'MUTUAL' | 'AUTO_PASSTHROUGH' | 'ISTIO_MUTUAL';
  /** Secret with the certificate, in the namespace of the pods, for `SIMPLE` and `MUTUAL`. @default - none */
  readonly credentialName?: string;
  /** Whether callers of HTTP are sent to HTTPS. @default false */
  readonly httpsRedirect?: boolean;
}

const OPTIONS: IstioOptionTypes = { required: { selector: LABELS, servers: MAPS }, optional: {} };
const PROTOCOLS = ['HTTP', 'HTTPS', 'GRPC', 'HTTP2', 'TCP', 'TLS'];
const MODES = ['PASSTHROUGH', 'SIMPLE', 'MUTUAL', 'AUTO_PASSTHROUGH', 'ISTIO_MUTUAL'];
const WITH_CREDENTIAL = ['SIMPLE', 'MUTUAL'];

/** What pods at the edge of a cluster listen to; an `IstioVirtualService` says where it goes. */
export class IstioGateway extends IstioConfig {
  /** How an `IstioVirtualService` names it: `<namespace>/<name>`. */
  public readonly reference: string;

  /** @throws for what istiod refuses */
  constructor(scope: Construct, id: string, props: IstioGatewayProps) {
    super(scope, id, props, OPTIONS);
    const { selector, servers } = props;
    if (servers.length === 0) {
      this.fail('servers: write one at least, got an empty list');
    }
    servers.forEach((server, i) => this.checkServer(server, `servers[${i}]`));
    const names = servers.map(({ port }) => port.name);
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice !== undefined) {
      this.fail(`servers: two ports are named ${twice}: names must differ`);
    }
    this.reference = `${props.namespace}/${props.name ?? id}`;
    this.makeAll((place, metadata) => new Resource(place, 'Resource', { metadata, spec: { selector, servers } }));
  }

  private checkServer(server: IstioServer, where: string): void {
    this.checkOptions(where, server, { required: { port: MAP, hosts: TEXTS }, optional: { tls: MAP } });
    this.checkOptions(`${where}.port`, server.port, { required: { number: PORT, name: TEXT, protocol: TEXT } });
    const { port: { protocol }, hosts, tls } = server;
    this.checkOneOf(`${where}.port.protocol`, protocol, PROTOCOLS);
    const wrong = hosts.find(host => !isServed(host));
    if (hosts.length === 0 || wrong !== undefined) {
      this.fail(`${where}.hosts: write DNS names, one may begin with *., or * for all, got ${wrong === undefined ? 'an empty list' : `'${wrong}'`}`);
    }
    this.checkTls(protocol, tls, where);
  }

  private checkTls(protocol: string, tls: IstioServerTls | undefined, where: string): void {
    const needsTls = ['HTTPS', 'TLS'].includes(protocol);
    if (tls === undefined) {
      if (needsTls) {
        this.fail(`${where}.tls is missing; write { mode: 'PASSTHROUGH' }, or { mode: 'SIMPLE', credentialName: '<Secret>' }, for ${protocol}`);
      }
      return;
    }
    this.checkOptions(`${where}.tls`, tls, { optional: { mode: TEXT, credentialName: TEXT, httpsRedirect: FLAG } });
    const { mode, credentialName, httpsRedirect = false } = tls;
    if (!needsTls && (mode !== undefined || credentialName !== undefined || !httpsRedirect)) {
      this.fail(`${where}.tls: ${protocol} is plain text: write { httpsRedirect: true } for HTTP, or leave it out`);
    }
    if (!needsTls) {
      return;
    }
    this.checkOneOf(`${where}.tls.mode`, mode, MODES);
    const needsCredential = WITH_CREDENTIAL.includes(mode!);
    if (needsCredential !== (credentialName !== undefined)) {
      const what = needsCredential ? `write the Secret with the certificate, for ${mode}` : `leave it out for ${mode}, which takes no certificate from a Secret`;
      this.fail(`${where}.tls.credentialName: ${what}`);
    }
  }
}

/** A host, `*` for all, perhaps with the namespaces of the VirtualServices that may name it before a slash. */
function isServed(host: string): boolean {
  const name = host.replace(/^(\*|\.|[a-z0-9-]+)\//, '');
  return name === '*' || isHostOrWildcard(name);
}
