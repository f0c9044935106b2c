import { describe, expect, test } from '@jest/globals';
import {
  find, groupOf, has, installed, Installed, InstallationFacts, isClusterScoped, MIRROR, mounted, nameOf, Seen, webhooks, Workload,
} from './installed-objects';
import { checkManifests } from '../../../lib/fleet';
import { ImageReference } from '../../../lib/fleet/artifacts/image-reference';
import { ManifestComponent } from '../../../lib/fleet/component';

type Faults = readonly (string | false | undefined)[];

/** ClusterRoles that every cluster has. */
const BUILT_IN_ROLES = /^(cluster-admin|admin|edit|view|system:.+)$/;
const LABEL = /^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$/;
/** Labels by which another ClusterRole takes the rules of one in, that of the specification of Service Bindings among them. */
const AGGREGATED = /^(rbac\.authorization\.k8s\.io\/aggregate-to-.+|servicebinding\.io\/controller)$/;
/** What looks like an image in an argument of a command. */
const IMAGE = /\b(?<!\/)(?:[a-z0-9-]+\.)+[a-z]{2,}\/[a-z0-9._/-]+:v?\d[\w.-]*/g;
const INJECT = /^cert-manager\.io\/inject-ca-from/;

/** Each gives what is wrong: nothing, when all is well. */
export const CHECKS: Readonly<Record<string, (i: Installed) => Faults>> = {
  'every object has apiVersion, kind and name': ({ definitions, objects }) => [...definitions, ...objects]
    .map(o => !(o.apiVersion && o.kind && o.metadata?.name) && JSON.stringify(o)),

  'no object is there twice': ({ definitions, objects }) => [...definitions, ...objects].map(o => `${groupOf(o.apiVersion)} ${nameOf(o)}`)
    .filter((name, i, all) => all.indexOf(name) !== i),

  'objects are plain data, without what only a server or Helm writes': ({ definitions, objects }) => [...definitions, ...objects].flatMap(o => [
    holdsNothing(o) && `${nameOf(o)} holds undefined or null`,
    (o.status !== undefined || ['creationTimestamp', 'generation', 'resourceVersion', 'uid'].some(f => f in o.metadata)) && `${nameOf(o)} has a status`,
    ...labelsOf(o).map(([key, value]) => (/^helm\.sh\//.test(key) || (/managed-by$/.test(key) && value === 'Helm')) && `${nameOf(o)}: ${key}`),
    ...labelsOf(o).map(([key, value]) => !LABEL.test(value) && `${nameOf(o)}: '${value}' of ${key} is no value of a label`),
  ]),

  'they pass the checks of a fleet: retired versions, schemas, values of Secrets': ({ definitions, objects }) =>
    checkManifests([...definitions, ...objects]).map(finding => finding.message),

  'they lie in the namespace of the component, or in kube-system for leader election': ({ component: { namespace }, definitions, objects }) =>
    objects.map((o) => {
      if (isClusterScoped(o, definitions)) {
        return o.metadata.namespace !== undefined && `${nameOf(o)} has no namespace in Kubernetes`;
      }
      const elects = o.metadata.namespace === 'kube-system' && /^Role(Binding)?$/.test(o.kind);
      return !elects && o.metadata.namespace !== namespace && `${nameOf(o)} is not in ${namespace}`;
    }),

  'its namespace is made elsewhere, and definitions come apart from objects': ({ definitions, objects }) => [
    ...objects.map(o => ['Namespace', 'CustomResourceDefinition'].includes(o.kind) && nameOf(o)),
    ...definitions.map(o => o.kind !== 'CustomResourceDefinition' && nameOf(o)),
  ],

  'what it serves has a definition, and the other way around': ({ component: { serves }, definitions }) => {
    const defined = definitions.map(({ spec: { group, names: { kind } } }) => [group, `${group}/${kind}`]);
    return [
      ...serves.map(kind => !defined.flat().includes(kind) && `nothing defines ${kind}`),
      ...defined.map(names => !names.some(name => serves.includes(name)) && `${names[1]} is not in 'serves'`),
    ];
  },

  'definitions are complete': ({ definitions }) => definitions.map(({ metadata, spec: { group, names, scope, versions } }) => (
    metadata.name !== `${names.plural}.${group}` || !['Namespaced', 'Cluster'].includes(scope) || versions.filter((v: any) => v.storage).length !== 1
    || !versions.some((v: any) => v.served) || versions.some((v: any) => v.schema?.openAPIV3Schema?.type !== 'object')) && metadata.name),

  'workloads select their own pods': ({ workloads }) => workloads.map(w => w.object.spec.selector !== undefined
    && !selects(w.object.spec.selector.matchLabels, w.labels) && nameOf(w.object)),

  'a Service selects the pods of exactly one workload, and ports that they have': i => ofKind(i, 'Service').flatMap((service) => {
    const { selector, ports } = service.spec;
    const selected = i.workloads.filter(w => w.namespace === service.metadata.namespace && selects(selector, w.labels));
    return selected.length !== 1 ? [`${nameOf(service)} selects ${selected.map(w => w.name).join(', ') || 'nothing'}`]
      : ports.map((port: any) => !listens(selected[0], port.targetPort ?? port.port) && `${nameOf(service)}: no port ${port.targetPort ?? port.port}`);
  }),

  'probes and mounts name ports and volumes that are there': ({ workloads }) => workloads.flatMap(w => w.containers.flatMap(c => [
    ...probes(c).map(p => typeof p === 'string' && !listens({ ...w, containers: [c] }, p) && `${w.name}: probe of port ${p}`),
    ...(c.volumeMounts ?? []).map((m: any) => !(w.pod.volumes ?? []).some((v: any) => v.name === m.name) && `${w.name}: no volume ${m.name}`),
  ])),

  'webhooks name a Service and a port of it': i => webhooks(i).map(({ of, client: { service } }) => {
    const target = find(i.objects, 'Service', service?.name, service?.namespace);
    return !target?.spec.ports.some((p: any) => p.port === (service.port ?? 443)) && `${nameOf(of)}: ${JSON.stringify(service)}`;
  }),

  'webhooks get an authority to trust, of a certificate for their Service': i => webhooks(i).map(({ of, client: { service } }) => {
    const [annotation, value] = Object.entries(of.metadata.annotations ?? {}).find(([key]) => INJECT.test(key)) ?? [];
    const [namespace, name] = (value ?? '').split('/');
    if (annotation === undefined || i.facts.authority?.(of)) {
      return !i.facts.authority?.(of) && nameOf(of);
    }
    return annotation.endsWith('-secret') ? !isMade(i, name, namespace) && `${nameOf(of)}: no Secret ${value}`
      : !find(i.objects, 'Certificate', name, namespace)?.spec.dnsNames.includes(`${service?.name}.${service?.namespace}.svc`)
        && `${nameOf(of)}: Certificate ${value} is not one for ${service?.name}.${service?.namespace}.svc`;
  }),

  'Certificates have an issuer': i => ofKind(i, 'Certificate').map(({ spec, metadata }) =>
    !has(i, spec.issuerRef.kind ?? 'Issuer', spec.issuerRef.name, metadata.namespace) && metadata.name),

  'pods run as a ServiceAccount that is there': i => i.workloads.map(w =>
    !has(i, 'ServiceAccount', w.pod.serviceAccountName ?? '', w.namespace) && `${w.name}: ${w.pod.serviceAccountName}`),

  'pods keep to the restricted pod security standard': i => i.workloads.flatMap(({ name, pod, containers }) => [
    (pod.hostNetwork || pod.hostPID || pod.hostIPC || (pod.volumes ?? []).some((v: any) => v.hostPath)) && `${name} reaches its node`,
    ...containers.map(c => !i.facts.unrestricted?.includes(name) && !isRestricted(pod, c) && `${name}: ${JSON.stringify(c.securityContext)}`),
  ]),

  'bindings name roles and subjects that are there': i => i.objects.filter(o => /^(Cluster)?RoleBinding$/.test(o.kind)).flatMap(binding => [
    !(binding.roleRef.kind === 'ClusterRole' && BUILT_IN_ROLES.test(binding.roleRef.name))
      && !has(i, binding.roleRef.kind, binding.roleRef.name, binding.roleRef.kind === 'Role' ? binding.metadata.namespace : undefined)
      && `${nameOf(binding)}: no ${binding.roleRef.kind} ${binding.roleRef.name}`,
    ...binding.subjects.map((s: any) => !(s.kind === 'ServiceAccount' ? has(i, s.kind, s.name, s.namespace) : s.name.startsWith('system:'))
      && `${nameOf(binding)}: no ${s.kind} ${s.namespace}/${s.name}`),
  ]),

  'roles are bound or aggregated, and their rules give something': i => i.objects.filter(o => /^(Cluster)?Role$/.test(o.kind)).flatMap(role => [
    !isBound(i, role) && !Object.keys(role.metadata.labels ?? {}).some(label => AGGREGATED.test(label)) && `${nameOf(role)} is for nobody`,
    ...(role.rules ?? []).map((rule: any) => !(rule.verbs?.length > 0
      && (rule.apiGroups?.length > 0 && rule.resources?.length > 0 || rule.nonResourceURLs?.length > 0)) && `${nameOf(role)}: ${JSON.stringify(rule)}`),
  ]),

  'Secrets that pods mount are made': i => i.workloads.flatMap(w => mounted('Secret', w).map(name => !isMade(i, name, w.namespace) && `${w.name}: ${name}`)),

  'ConfigMaps that pods mount are there': i => i.workloads.flatMap(w =>
    mounted('ConfigMap', w).map(name => !has(i, 'ConfigMap', name, w.namespace) && `${w.name}: ${name}`)),

  'no Secret holds values': i => ofKind(i, 'Secret').map(o =>
    (Object.keys(o.data ?? {}).length > 0 || Object.keys(o.stringData ?? {}).length > 0) && nameOf(o)),

  'what pods need stands before them': i => i.workloads.flatMap((w) => {
    const account = i.objects.filter(o => isOf(o, 'ServiceAccount', w.pod.serviceAccountName));
    const bindings = i.objects.filter(o => o.subjects?.some((s: any) => account.some(a => isOf(a, s.kind, s.name))));
    const mounts = (['Secret', 'ConfigMap'] as const).flatMap(kind => i.objects.filter(o => mounted(kind, w).some(name => isOf(o, kind, name))));
    const needed = [...account, ...bindings, ...i.objects.filter(o => bindings.some(b => isOf(o, b.roleRef.kind, b.roleRef.name))), ...mounts];
    return needed.map(o => i.objects.indexOf(o) > i.objects.indexOf(w.object) && `${nameOf(o)} comes after ${w.name}`);
  }),

  'images are of the stated version, and other places of them are respected': ({ component: { version }, facts, workloads, asked, objects }) => {
    const containers = workloads.flatMap(w => w.containers.map(c => c.image as string));
    const rest = JSON.stringify(objects, (key, value) => (key === 'image' ? undefined : value));
    return [
      ...[...containers, ...asked].map(image => !facts.otherImages?.includes(image) && ImageReference.parse(image).tag !== version && image),
      ...containers.map(image => image.startsWith(MIRROR) && `${image}: leave the images of containers to who writes them`),
      ...asked.map(image => !rest.includes(`${MIRROR}${image}`) && `${image}: asked for and not used`),
      ...(rest.match(IMAGE) ?? []).map(image => !image.startsWith(MIRROR) && `${image}: used and not asked for`),
    ];
  },
};

/** The suite that every component which is installed from objects passes. */
export function itIsACompleteInstallation(component: ManifestComponent, facts: InstallationFacts = {}): void {
  describe(`${component.name} is a complete installation`, () => {
    let seen: Installed | undefined;
    test.each(Object.entries(CHECKS))('%s', (_, check) => {
      seen ??= installed(component, facts);
      expect(check(seen).filter(fault => fault)).toEqual([]);
    });

    test('its objects are the same each time, whatever somebody does with those that he has got', () => {
      const before = JSON.stringify(installed(component, facts));
      const [given] = component.objects({ image: reference => reference }) as any[];
      expect(() => { given.metadata.labels = { changed: 'yes' }; given.metadata.name = 'changed'; }).not.toThrow();
      expect(JSON.stringify(installed(component, facts))).toBe(before);
    });

    test('what the suite was told is true', () => {
      const i = installed(component, facts);
      const secrets = [...i.workloads.flatMap(w => mounted('Secret', w)), ...injectedFrom(i)];
      expect((facts.secretsMadeAtRunTime ?? []).filter(name => !secrets.includes(name))).toEqual([]);
      const restricted = i.workloads.filter(({ pod, containers }) => containers.every(c => isRestricted(pod, c))).map(({ name }) => name);
      expect((facts.unrestricted ?? []).filter(name => restricted.includes(name) || !i.workloads.some(w => w.name === name))).toEqual([]);
      expect((facts.otherImages ?? []).filter(image => !JSON.stringify(i.objects).includes(`"${image}"`) && !i.asked.includes(image))).toEqual([]);
    });
  });
}

function injectedFrom(i: Installed): readonly string[] {
  const annotations = webhooks(i).flatMap(({ of }) => Object.entries(of.metadata.annotations ?? {}));
  return annotations.filter(([key]) => INJECT.test(key)).map(([, value]) => value.split('/')[1]);
}

function isBound({ objects }: Installed, { kind, metadata: { name, namespace } }: Seen): boolean {
  return objects.some(b => b.roleRef?.kind === kind && b.roleRef.name === name && (namespace === undefined || b.metadata.namespace === namespace));
}

function isRestricted(pod: any, container: any): boolean {
  const { runAsNonRoot, seccompProfile, allowPrivilegeEscalation, capabilities } = { ...pod.securityContext, ...container.securityContext };
  return runAsNonRoot === true && seccompProfile?.type === 'RuntimeDefault' && allowPrivilegeEscalation === false && capabilities?.drop.includes('ALL');
}

function isMade(i: Installed, secret: string, namespace: string): boolean {
  return has(i, 'Secret', secret, namespace) || (i.facts.secretsMadeAtRunTime ?? []).includes(secret)
    || ofKind(i, 'Certificate').some(c => c.spec.secretName === secret && c.metadata.namespace === namespace);
}

function isOf(object: Seen, kind: string, name: string): boolean {
  return object.kind === kind && object.metadata.name === name;
}

function ofKind({ objects }: Installed, kind: string): readonly Seen[] {
  return objects.filter(o => o.kind === kind);
}

function labelsOf(object: Seen): [string, string][] {
  return [object.metadata.labels, object.spec?.template?.metadata?.labels].flatMap(labels => Object.entries<string>(labels ?? {}));
}

function selects(selector: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>): boolean {
  return Object.keys(selector).length > 0 && Object.entries(selector).every(([key, value]) => labels[key] === value);
}

/** A named port must be declared; one that a probe reaches is open without. */
function listens({ containers }: Workload, port: string | number): boolean {
  return containers.some(c => (c.ports ?? []).some((p: any) => p.name === port || p.containerPort === port)
    || (typeof port === 'number' && probes(c).includes(port)));
}

function probes(container: any): readonly (string | number)[] {
  return ['livenessProbe', 'readinessProbe', 'startupProbe'].map(name => container[name]).flatMap(p => p?.httpGet?.port ?? p?.tcpSocket?.port ?? p?.grpc?.port ?? []);
}

/** Whether some field says nothing: an apply would refuse it, or take another owner's value away. */
function holdsNothing(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'object' && Object.values(value).some(holdsNothing));
}
