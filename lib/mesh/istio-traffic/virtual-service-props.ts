import type { IstioGateway } from './gateway';
import type { IstioConfigProps } from './istio-config';
import type { ICluster } from '../../fleet';

/** Options for an `IstioVirtualService`. */
export interface IstioVirtualServiceProps extends IstioConfigProps {
  /** Hosts that callers use: `['payment-api.production.svc.cluster.local']`. */
  readonly hosts: readonly string[];
  /** Gateways that it is for: an `IstioGateway`, `<namespace>/<name>`, or `mesh` for the proxies. @default - the proxies of the mesh */
  readonly gateways?: readonly (IstioGateway | string)[];
  /** Routes of HTTP and gRPC: the first that fits is taken. @default - none */
  readonly http?: readonly IstioHttpRoute[];
  /** Routes of TLS that is passed through as it is, by the name that the caller asks for. @default - none */
  readonly tls?: readonly IstioTlsRoute[];
  /** Routes of other TCP. @default - none */
  readonly tcp?: readonly IstioTcpRoute[];
  /** Namespaces that see it: `['.']` its own. @default - all */
  readonly exportTo?: readonly string[];
}

/** Where requests go. */
export interface IstioDestination {
  /** Host of the service. @default - the first of `hosts` */
  readonly host?: string;
  /** One cluster of it: the subset of that name, which a `LocalityFailover` with `clusterSubsets` makes. @default - all */
  readonly cluster?: ICluster;
  /** A subset of it, by the name that a DestinationRule gives it; not with `cluster`. @default - all */
  readonly subset?: string;
  /** Port of it, 1 to 65535. @default - its only port */
  readonly port?: number;
  /** Its share, relative to those of the other destinations. With several each has one. @default - all */
  readonly weight?: number;
}

/** A text that is compared: write one of the three. */
export interface IstioStringMatch {
  /** The whole text. */
  readonly exact?: string;
  /** How it begins. */
  readonly prefix?: string;
  /** An expression of RE2 for the whole text. */
  readonly regex?: string;
}

/** Requests that a route is for. All of its fields must fit. */
export interface IstioHttpMatch {
  /** Path: `{ prefix: '/api' }`. @default - any */
  readonly uri?: IstioStringMatch;
  /** Headers, by lower-case names. @default - any */
  readonly headers?: Readonly<Record<string, IstioStringMatch>>;
  /** HTTP method. @default - any */
  readonly method?: IstioStringMatch;
  /** Port of the host. @default - any */
  readonly port?: number;
}

/** A route of HTTP. */
export interface IstioHttpRoute {
  /** Its name, in logs. @default - none */
  readonly name?: string;
  /** Requests that it is for: those that fit one of these. @default - all */
  readonly match?: readonly IstioHttpMatch[];
  /** Where they go. */
  readonly route: readonly IstioDestination[];
  /** How long an answer may take: `10s`. @default - no limit */
  readonly timeout?: string;
  /** How often a request is tried again. @default - as Istio does: twice */
  readonly retries?: {
    /** Tries after the first; 0 for none. */
    readonly attempts: number;
    /** How long a try may take: `2s`. @default - `timeout` */
    readonly perTryTimeout?: string;
    /** When it is tried again: `connect-failure,refused-stream,503`. @default - as Istio does */
    readonly retryOn?: string;
    /** Whether endpoints of other localities are tried as well. @default - Istio's own: no */
    readonly retryRemoteLocalities?: boolean;
  };
}

/** A route of TLS. */
export interface IstioTlsRoute {
  /** Names that callers ask for (SNI), within `hosts`. */
  readonly sniHosts: readonly string[];
  /** Port. @default - any */
  readonly port?: number;
  /** Where it goes. */
  readonly route: readonly IstioDestination[];
}

/** A route of TCP. */
export interface IstioTcpRoute {
  /** Port. @default - any */
  readonly port?: number;
  /** Where it goes. */
  readonly route: readonly IstioDestination[];
}
