import { Manifest, SharedServicePort } from '../fleet';

/** A port of a Service that a `ServiceExportPair` makes. */
export interface ServiceDefinitionPort extends SharedServicePort {
  /** Port of the pods, by number or by its name in the pod: `8080`, `http`. @default - the same number as `port` */
  readonly targetPort?: number | string;
}

/** A Service that a `ServiceExportPair` makes, the same in every exporting cluster. */
export interface ServiceDefinition {
  /** Labels of the pods behind it: `{ app: 'payment-api' }`. */
  readonly selector: Readonly<Record<string, string>>;
  /** Its ports, each with a name where there are several. Only a headless Service may have none. */
  readonly ports: readonly ServiceDefinitionPort[];
  /** Whether it has no address of its own, so that its name stands for its pods (`clusterIP: None`): for a StatefulSet. @default false */
  readonly headless?: boolean;
  /** Labels of the Service. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the Service. @default - those that the mesh needs */
  readonly annotations?: Readonly<Record<string, string>>;
  /** `ClientIP` sends a caller to the same pod again. @default - `None`, any pod */
  readonly sessionAffinity?: 'ClientIP' | 'None';
  /** For how many seconds `ClientIP` holds, 1 to 86400. @default - 10800, three hours */
  readonly sessionAffinitySeconds?: number;
  /** Pods that are preferred: `PreferSameZone`, `PreferSameNode`; `PreferClose` is the former name of the first. @default - none */
  readonly trafficDistribution?: 'PreferClose' | 'PreferSameZone' | 'PreferSameNode';
  /** `Local` sends callers to pods of their own node only. @default - `Cluster`, all pods */
  readonly internalTrafficPolicy?: 'Cluster' | 'Local';
  /** Whether DNS and routing also give pods that are not ready, for members of a cluster that must find each other first. @default false */
  readonly publishNotReadyAddresses?: boolean;
  /** How many IP families it gets: `SingleStack`, `PreferDualStack`, `RequireDualStack`. @default - `SingleStack` */
  readonly ipFamilyPolicy?: 'SingleStack' | 'PreferDualStack' | 'RequireDualStack';
  /** The families, the first one first: `['IPv6', 'IPv4']`. @default - as the cluster has them */
  readonly ipFamilies?: readonly ('IPv4' | 'IPv6')[];
}

/**
 * The Service itself.
 *
 * @param needed annotations that the mesh needs; those of the definition win
 */
export function serviceOf(name: string, namespace: string, definition: ServiceDefinition, needed: Readonly<Record<string, string>>): Manifest {
  const { selector, ports, headless, labels, sessionAffinity, sessionAffinitySeconds, ...rest } = definition;
  const annotations = { ...needed, ...rest.annotations };
  return {
    apiVersion: 'v1', kind: 'Service',
    metadata: { name, namespace, ...(labels && { labels }), ...(Object.keys(annotations).length > 0 && { annotations }) },
    spec: {
      ...(headless && { clusterIP: 'None' }),
      selector,
      ...(ports.length > 0 && { ports }),
      ...(sessionAffinity && { sessionAffinity }),
      ...(sessionAffinitySeconds !== undefined && { sessionAffinityConfig: { clientIP: { timeoutSeconds: sessionAffinitySeconds } } }),
      ...Object.fromEntries(['trafficDistribution', 'internalTrafficPolicy', 'publishNotReadyAddresses', 'ipFamilyPolicy', 'ipFamilies'].flatMap(field => {
        const value = rest[field as keyof typeof rest];
        return value === undefined ? [] : [[field, value]];
      })),
    },
  };
}

/** What callers see of a port. */
export function sharedPort({ name, port, protocol, appProtocol }: ServiceDefinitionPort): SharedServicePort {
  return { ...(name !== undefined && { name }), port, ...(protocol && { protocol }), ...(appProtocol && { appProtocol }) };
}
