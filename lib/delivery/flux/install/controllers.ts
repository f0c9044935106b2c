/** A controller of Flux, by the name of its repository. */
export type FluxController = 'source-controller' | 'kustomize-controller' | 'helm-controller' | 'notification-controller';

/** In what a controller differs from the others. */
export interface ControllerTraits {
  /** Its name, that of its objects too. */
  readonly name: FluxController;
  /** Its release, and the tag of its image. */
  readonly version: string;
  /** API group of its kinds. */
  readonly group: string;
  /** The definitions of its kinds, as `imports/upstreams.json` calls them. */
  readonly definitions: string;
  /** Ports that it serves on beside those for metrics and health, by name. */
  readonly ports?: Readonly<Record<string, number>>;
  /** Name of the port that each of its Services leads to, by the name of the Service. */
  readonly services?: Readonly<Record<string, string>>;
  /** Arguments that no other controller knows. */
  readonly args?: readonly string[];
  /** Environment variables that no other controller reads. */
  readonly env?: Readonly<Record<string, string>>;
  /** Folders that it writes to, each empty when the Pod starts, by the name of the volume. @default - `SCRATCH` */
  readonly folders?: Readonly<Record<string, string>>;
  /** What says that it may be sent requests. @default - its health port */
  readonly readiness?: { readonly path: string; readonly port: string };
  /** The share of a CPU that it is sure of. @default '100m' */
  readonly cpu?: string;
  /** How many seconds it has to finish what it has begun. */
  readonly gracePeriod: number;
  /** Whether the old Pod must be gone before the new one starts. @default false */
  readonly isRecreated?: boolean;
  /** Whether it applies objects, in its own cluster and in others. @default false */
  readonly appliesObjects?: boolean;
  /** Whether it takes the events of the others. @default false: it sends some */
  readonly receivesEvents?: boolean;
}

/** Where every controller can write. */
export const SCRATCH = '/tmp';

/**
 * What `flux install` of Flux v2.9.4 brings: flux2 v2.9.4 `manifests/bases`, and `config/manager` in the repository of each controller at the release
 * that it is pinned to there.
 */
export const CONTROLLERS: readonly ControllerTraits[] = [
  {
    name: 'source-controller', version: 'v1.9.4', group: 'source.toolkit.fluxcd.io', definitions: 'flux-source',
    // Where the others download from it: the whole name of its Service, since proxies are told to leave out `cluster.local`.
    args: ['--storage-path=/data', '--storage-adv-addr=source-controller.$(RUNTIME_NAMESPACE).svc.cluster.local.'],
    // Sigstore would write its root certificates to the home folder, which is read-only.
    env: { TUF_ROOT: `${SCRATCH}/.sigstore` },
    folders: { data: '/data', tmp: SCRATCH },
    ports: { http: 9090 }, services: { 'source-controller': 'http' },
    // It serves what it has fetched only while it is the leader.
    readiness: { path: '/', port: 'http' },
    cpu: '50m', gracePeriod: 10, isRecreated: true,
  },
  {
    name: 'kustomize-controller', version: 'v1.9.4', group: 'kustomize.toolkit.fluxcd.io', definitions: 'flux-kustomize',
    gracePeriod: 60, appliesObjects: true,
  },
  {
    name: 'helm-controller', version: 'v1.6.3', group: 'helm.toolkit.fluxcd.io', definitions: 'flux-helm',
    // It ends no installation half-way: as long as `--graceful-shutdown-timeout`.
    gracePeriod: 600, appliesObjects: true,
  },
  {
    name: 'notification-controller', version: 'v1.9.3', group: 'notification.toolkit.fluxcd.io', definitions: 'flux-notification',
    ports: { 'http': 9090, 'http-webhook': 9292 }, services: { 'notification-controller': 'http', 'webhook-receiver': 'http-webhook' },
    gracePeriod: 10, receivesEvents: true,
  },
];
