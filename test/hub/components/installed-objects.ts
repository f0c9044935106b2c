import { CLUSTER_SCOPED } from '../../../lib/delivery/cluster-scoped-kinds';
import { ManifestComponent } from '../../../lib/fleet/component';

/** An object as it is written out. */
export interface Seen {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string; readonly namespace?: string; readonly labels?: Record<string, string>; readonly annotations?: Record<string, string>;
  };
  readonly [field: string]: any;
}

/** What the suite needs to know of a component beyond its objects. */
export interface InstallationFacts {
  /** Names of Secrets that its pods mount and its controllers make while they run; not those that a Certificate makes. @default - none */
  readonly secretsMadeAtRunTime?: readonly string[];
  /** Images of another version than the component, complete: `ghcr.io/dexidp/dex:v2.45.0`. @default - none */
  readonly otherImages?: readonly string[];
  /** Names of workloads that their project does not run by the restricted pod security standard. @default - none */
  readonly unrestricted?: readonly string[];
  /** Where webhooks get the certificate of their authority from, when no annotation of cert-manager says so. @default - annotations */
  readonly authority?: (webhook: Seen) => boolean;
}

/** A component taken apart for the checks. */
export interface Installed {
  readonly component: ManifestComponent;
  readonly facts: InstallationFacts;
  readonly definitions: readonly Seen[];
  readonly objects: readonly Seen[];
  /** The images that it has asked its context for. */
  readonly asked: readonly string[];
  /** Deployments, StatefulSets and so on. */
  readonly workloads: readonly Workload[];
}

/** An object that has pods. */
export interface Workload {
  readonly object: Seen;
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly pod: any;
  readonly containers: readonly any[];
}

/** What the context of the suite makes of an image. */
export const MIRROR = 'mirror.example.com/';

export function installed(component: ManifestComponent, facts: InstallationFacts): Installed {
  const asked: string[] = [];
  const image = (reference: string) => {
    asked.push(reference);
    return `${MIRROR}${reference}`;
  };
  const objects = component.objects({ image }) as readonly Seen[];
  return { component, facts, objects, asked, definitions: component.definitions() as readonly Seen[], workloads: objects.flatMap(workload) };
}

/** Kind, namespace and name, for a message. */
export function nameOf({ kind, metadata }: Seen): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}

/** Its API group: '' of the core. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}

export function isClusterScoped({ apiVersion, kind }: Seen, definitions: readonly Seen[]): boolean {
  const group = groupOf(apiVersion);
  const definition = definitions.find(({ spec }) => spec.group === group && spec.names.kind === kind);
  return definition ? definition.spec.scope === 'Cluster' : (CLUSTER_SCOPED[group] ?? []).includes(kind);
}

export function has({ objects }: Installed, kind: string, name: string, namespace?: string): boolean {
  return find(objects, kind, name, namespace) !== undefined;
}

export function find(objects: readonly Seen[], kind: string, name: string, namespace?: string): Seen | undefined {
  return objects.find(o => o.kind === kind && o.metadata.name === name && o.metadata.namespace === namespace);
}

/** The names of Secrets and ConfigMaps that a pod does not start without. */
export function mounted(kind: 'Secret' | 'ConfigMap', { pod, containers }: Workload): readonly string[] {
  const [volume, name, key, from] = kind === 'Secret'
    ? ['secret', 'secretName', 'secretKeyRef', 'secretRef'] as const : ['configMap', 'name', 'configMapKeyRef', 'configMapRef'] as const;
  const sources: any[] = (pod.volumes ?? []).flatMap((v: any) => [
    { ...v[volume], name: v[volume]?.[name] },
    ...(v.projected?.sources ?? []).map((s: any) => ({ ...s[volume] })),
  ]);
  const variables: any[] = containers.flatMap(c => [
    ...(c.env ?? []).map((e: any) => ({ ...e.valueFrom?.[key] })),
    ...(c.envFrom ?? []).map((e: any) => ({ ...e[from] })),
  ]);
  return [...sources, ...variables].filter(s => s.name !== undefined && s.optional !== true).map(s => s.name);
}

/** Every way in which the API server calls a Service of the component. */
export function webhooks({ definitions, objects }: Installed): readonly { readonly of: Seen; readonly client: any }[] {
  return [...definitions, ...objects].flatMap(of => [
    ...(/WebhookConfiguration$/.test(of.kind) ? of.webhooks.map((w: any) => ({ of, client: w.clientConfig })) : []),
    ...(of.spec?.conversion?.strategy === 'Webhook' ? [{ of, client: of.spec.conversion.webhook.clientConfig }] : []),
  ]);
}

function workload(object: Seen): readonly Workload[] {
  const template = object.kind === 'CronJob' ? object.spec.jobTemplate.spec.template : object.spec?.template;
  if (template?.spec?.containers === undefined) {
    return [];
  }
  const { name, namespace = '' } = object.metadata;
  const { spec: pod } = template;
  return [{ object, name, namespace, labels: template.metadata?.labels ?? {}, pod, containers: [...(pod.initContainers ?? []), ...pod.containers] }];
}
