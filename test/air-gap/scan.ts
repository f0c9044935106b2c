import { CORE_SCHEMA, load } from 'js-yaml';

/** Something that a controller or a kubelet will fetch, as it stands in the output. */
export interface Used {
  readonly kind: string;
  readonly target: string;
  /** @default - what takes it knows the version */
  readonly version?: string;
}

/** A text of the output with the names of the fields that it stands in. */
export interface Leaf {
  readonly file: string;
  /** `Deployment hub/web` */
  readonly object: string;
  readonly path: readonly string[];
  readonly text: string;
}

type Data = any;

/** An object of the output, with the file that it is in. */
interface Placed {
  readonly file: string;
  readonly object: Data;
}

/** The objects of the output but for definitions of kinds, whose schemas have defaults of their own. */
export function objectsIn(files: ReadonlyMap<string, string>): readonly Placed[] {
  return [...files].filter(([file]) => file.endsWith('.yaml')).flatMap(([file, text]) => documentsOf(text)
    .filter(document => /^kind: /m.test(document)).map(document => ({ file, object: load(document, { schema: CORE_SCHEMA }) as Data })));
}

/** The output as text, without definitions of kinds and without the list of what is taken from where. */
export function textOf(files: ReadonlyMap<string, string>): string {
  return [...files].filter(([file]) => !file.endsWith('_bill-of-materials.json')).flatMap(([file, text]) =>
    (file.endsWith('.yaml') ? documentsOf(text) : [text])).filter(document => !/^ {2}name: argocd-ssh-known-hosts-cm$/m.test(document)).join('\n');
}

function documentsOf(text: string): readonly string[] {
  return text.split(/^---$/m).filter(document => !/^kind: CustomResourceDefinition$/m.test(document));
}

/** Every text of the output; YAML in a text is taken apart. */
export function leavesIn(files: ReadonlyMap<string, string>): readonly Leaf[] {
  return objectsIn(files).flatMap(({ file, object }) => leavesOf(opened(object)).map(leaf => ({ ...leaf, file, object: nameOf(object) })));
}

function leavesOf(value: Data, path: readonly string[] = []): readonly Pick<Leaf, 'path' | 'text'>[] {
  if (typeof value !== 'object' || value === null) {
    return [{ path, text: String(value) }];
  }
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, Array.isArray(value) ? '[]' : key]));
}

/** An object whose values for charts are no text any more. */
function opened(object: Data): Data {
  const copy = structuredClone(object);
  for (const [holder, field] of [
    [copy.spec, 'valuesTemplate'], [copy.data, 'values.yaml'], ...sourcesOf(copy).map(source => [source.helm, 'values'] as const),
  ] as const) {
    if (typeof holder?.[field] === 'string') {
      holder[field] = load(holder[field], { schema: CORE_SCHEMA });
    }
  }
  return copy;
}

function nameOf({ kind, metadata: { namespace, name } }: Data): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

function sourcesOf({ kind, spec }: Data): readonly Data[] {
  const application = kind === 'Application' ? spec : kind === 'ApplicationSet' ? spec.template.spec : {};
  return [...application.sources ?? [], ...application.source ? [application.source] : []];
}

/**
 * The images that charts run with their values, by what is in the charts: cilium 1.20.2, tigera-operator v3.31.7, aws-cloud-controller-manager
 * 0.0.11, aws-ebs-csi-driver 2.64.0, argo-cd 10.1.1, metrics-server 3.13.0.
 */
const CHART_IMAGES: Readonly<Record<string, (values: Data) => readonly string[]>> = {
  'cilium': v => [
    v.image?.repository ?? 'quay.io/cilium/cilium', `${v.operator?.image?.repository ?? 'quay.io/cilium/operator'}-generic`,
    v.envoy?.image?.repository ?? 'quay.io/cilium/cilium-envoy',
  ],
  'tigera-operator': v => [
    `${v.tigeraOperator?.registry ?? 'quay.io'}/${v.tigeraOperator?.image ?? 'tigera/operator'}`,
    ...['apiserver', 'cni', 'kube-controllers', 'node', 'pod2daemon-flexvol', 'typha'].map(name =>
      `${v.installation?.registry ?? 'quay.io/'}calico/${name}`),
  ],
  'aws-cloud-controller-manager': v => [`${v.image.repository ?? 'registry.k8s.io/provider-aws/cloud-controller-manager'}:${v.image.tag}`],
  'aws-ebs-csi-driver': v => [
    v.image?.repository ?? 'public.ecr.aws/ebs-csi-driver/aws-ebs-csi-driver',
    ...Object.entries({
      provisioner: 'csi-provisioner', attacher: 'csi-attacher', snapshotter: 'csi-snapshotter', resizer: 'csi-resizer',
      livenessProbe: 'livenessprobe',
      nodeDriverRegistrar: 'csi-node-driver-registrar',
    }).map(([key, name]) => v.sidecars?.[key]?.image?.repository ?? `public.ecr.aws/csi-components/${name}`),
  ],
  'argo-cd': v => [
    v.global?.image?.repository ?? 'quay.io/argoproj/argocd', v.redis?.image?.repository ?? 'ecr-public.aws.com/docker/library/redis',
    v.dex?.image?.repository ?? 'ghcr.io/dexidp/dex',
  ],
  'metrics-server': v => [`${v.image?.repository ?? 'registry.k8s.io/metrics-server/metrics-server'}:${v.image?.tag ?? 'v0.8.0'}`],
};

/** Everything that the output has somebody fetch, found in the files alone. */
export function usedIn(files: ReadonlyMap<string, string>): readonly Used[] {
  const objects = objectsIn(files).map(({ object }) => opened(object));
  const sources = new Map(objects.filter(({ apiVersion }) => apiVersion.startsWith('source.toolkit.fluxcd.io/'))
    .map(({ kind, metadata, spec }) => [`${kind} ${metadata.namespace}/${metadata.name}`, spec]));
  return objects.flatMap(object => [
    ...containersIn(object), ...helmChartProxy(object), ...applications(object), ...providers(object), ...machines(object),
    ...flux(object, (kind, name) => sources.get(`${kind} ${object.metadata.namespace}/${name}`), objects),
  ]);
}

/** Containers at any depth, what their commands name, and images that are mounted. */
function containersIn(value: Data): readonly Used[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const here = ['containers', 'initContainers', 'ephemeralContainers'].flatMap(list => (Array.isArray(value[list]) ? value[list] as Data[] : []))
    .flatMap(({ image, args = [], command = [], env = [] }) => [
      ...(image === undefined ? [] : [image]),
      ...[...args, ...command, ...env.map((variable: Data) => variable.value ?? '')].map(imageInArgument).filter(found => found !== undefined),
    ]);
  const volumes = (Array.isArray(value.volumes) ? value.volumes as Data[] : []).flatMap(({ image }) => (image?.reference ? [image.reference] : []));
  return [...[...here, ...volumes].map(imageOf), ...Object.values(value).flatMap(containersIn)];
}

/** `--solver-image=quay.io/jetstack/solver:v1` */
function imageInArgument(argument: string): string | undefined {
  const [, found] = /(?:^|=)((?:[a-z0-9-]+\.)+[a-z]+(?::\d+)?\/[a-z0-9._/-]+[:@][\w.:-]+)$/.exec(argument) ?? [];
  return found;
}

function helmChartProxy({ kind, spec }: Data): readonly Used[] {
  return kind === 'HelmChartProxy' ? chart(spec.repoURL, spec.chartName, spec.version, spec.valuesTemplate) : [];
}

function applications(object: Data): readonly Used[] {
  const elements: readonly Data[] = object.kind === 'ApplicationSet'
    ? object.spec.generators.flatMap((generator: Data) => generator.list.elements) : [{}];
  return elements.flatMap(element => sourcesOf(object).map(source => filled(source, element)).flatMap((source: Data) => {
    const { repoURL, chart: name, targetRevision, helm, kustomize } = source;
    const images = (kustomize?.images ?? []).map((entry: string) => imageOf(entry.slice(entry.indexOf('=') + 1)));
    if (name !== undefined) {
      return chart(repoURL.includes('://') ? repoURL : `oci://${repoURL}`, name, targetRevision, helm?.values);
    }
    return repoURL.startsWith('oci://') ? [{ kind: 'artifact', target: repoURL, version: targetRevision }, ...images] : images;
  }));
}

function filled(source: Data, element: Data): Data {
  return JSON.parse(JSON.stringify(source).replace(/\{\{ \.(\w+) \}\}/g, (_, name: string) => element[name]));
}

function flux({ kind, metadata, spec }: Data, sourceOf: (kind: string, name: string) => Data, objects: readonly Data[]): readonly Used[] {
  if (kind === 'Kustomization' && spec.sourceRef) {
    const { url, ref } = sourceOf(spec.sourceRef.kind, spec.sourceRef.name);
    const images = (spec.images ?? []).map(({ name, newName = name, newTag, digest }: Data) =>
      ({ kind: 'image', target: newName, version: [newTag, digest].filter(Boolean).join('@') }));
    const artifact = { kind: 'artifact', target: url, version: ref.tag ?? ref.semver ?? ref.digest };
    return spec.sourceRef.kind === 'OCIRepository' ? [artifact, ...images] : images;
  }
  if (kind !== 'HelmRelease') {
    return [];
  }
  const values = spec.values ?? objects.find(o => o.kind === 'ConfigMap' && o.metadata.name === spec.valuesFrom?.[0].name
    && o.metadata.namespace === metadata.namespace)?.data['values.yaml'];
  if (spec.chartRef) {
    const { url, ref } = sourceOf(spec.chartRef.kind, spec.chartRef.name);
    const [, repository, name] = /^(.*)\/([^/]*)$/.exec(url)!;
    return chart(repository, name, (ref.tag ?? ref.semver).replace('_', '+'), values);
  }
  const { chart: name, version, sourceRef } = spec.chart.spec;
  return sourceRef.kind === 'HelmRepository' ? chart(sourceOf(sourceRef.kind, sourceRef.name).url, name, version, values) : [];
}

function chart(repository: string, name: string, version: string, values: Data = {}): readonly Used[] {
  return [
    { kind: 'chart', target: `${repository.replace(/\/+$/, '')}/${name}`, version },
    ...(CHART_IMAGES[name]?.(values ?? {}) ?? []).map(imageOf).map(used => (used.version === '' ? { kind: used.kind, target: used.target } : used)),
  ];
}

function providers({ apiVersion, spec }: Data): readonly Used[] {
  if (!apiVersion.startsWith('operator.cluster.x-k8s.io/')) {
    return [];
  }
  const images = (spec.deployment?.containers ?? []).map((container: Data) => imageOf(container.imageUrl));
  return [...(spec.fetchConfig?.oci ? [{ kind: 'provider', target: spec.fetchConfig.oci, version: spec.version }] : []), ...images];
}

function machines({ kind, spec }: Data): readonly Used[] {
  if (kind === 'KubeadmControlPlane') {
    const { imageRepository, dns } = spec.kubeadmConfigSpec.clusterConfiguration;
    expectEqual(dns?.imageRepository, `${imageRepository}/coredns`);
    return [{ kind: 'kubernetes', target: imageRepository, version: spec.version }];
  }
  if (kind === 'DevCluster') {
    return [{ kind: 'image', target: `${spec.backend.docker.loadBalancer?.imageRepository ?? 'docker.io/kindest'}/haproxy` }];
  }
  if (kind === 'DevMachineTemplate') {
    const { customImage, preLoadImages = [] } = spec.template.spec.backend.docker;
    return [customImage, ...preLoadImages].map(imageOf);
  }
  return [];
}

function expectEqual(actual: unknown, expected: unknown): void {
  if (actual !== expected) {
    throw new Error(`got ${String(actual)}, expected ${String(expected)}`);
  }
}

/** An image by its place, and what follows it. */
function imageOf(reference: string): Used {
  const [, target, version] = /^((?:[^/]*\/)*[^/:@]*)(.*)$/.exec(reference)!;
  return { kind: 'image', target, version: version.replace(/^[:@]/, '') };
}
