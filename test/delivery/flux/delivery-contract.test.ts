import { parse } from 'yaml';
import { FluxDelivery } from '../../../lib/delivery/flux';
import { FluxDeliveryProps } from '../../../lib/delivery/flux/flux-props';
import { itHonoursTheDeliveryContract, Manifest, Output, SeenFolder, SeenRelease } from '../delivery-contract';

const PROPS: FluxDeliveryProps = { url: 'https://git.example.com/acme/fleet.git', path: '.' };

itHonoursTheDeliveryContract({
  delivery: () => new FluxDelivery(PROPS),
  withoutPruning: () => new FluxDelivery(PROPS).withoutPruning(),
  folder: 'flux',
  foldersIn,
  releasesIn,
});

/** What Flux on the hub would apply, and where: found by the kubeconfig, and not by any name. */
function foldersIn(output: Output): readonly SeenFolder[] {
  return objects(output, 'Kustomization').map(({ spec }) => ({ cluster: clusterBehind(spec), path: spec.path.replace(/^\.\//, '') }));
}

function releasesIn(output: Output): readonly SeenRelease[] {
  return objects(output, 'HelmRelease').map(({ metadata, spec }) => ({
    cluster: clusterBehind(spec), name: spec.releaseName, namespace: spec.targetNamespace,
    ...chartOf(output, metadata.namespace!, spec), values: valuesOf(output, metadata.namespace!, spec),
  }));
}

function chartOf(output: Output, namespace: string, spec: Manifest['spec']): Pick<SeenRelease, 'repository' | 'chart' | 'version'> {
  const find = (kind: string, name: string) =>
    objects(output, kind).find(({ metadata }) => metadata.name === name && metadata.namespace === namespace)!.spec;
  if (spec.chart) {
    const { chart, version, sourceRef } = spec.chart.spec;
    return { repository: find(sourceRef.kind, sourceRef.name).url, chart, version };
  }
  const { url, ref } = find(spec.chartRef.kind, spec.chartRef.name);
  const slash = url.lastIndexOf('/');
  return { repository: url.slice(0, slash), chart: url.slice(slash + 1), version: ref.tag };
}

function valuesOf(output: Output, namespace: string, spec: Manifest['spec']): unknown {
  if (spec.values) {
    return spec.values;
  }
  const [{ name }] = spec.valuesFrom;
  return parse(objects(output, 'ConfigMap').find(({ metadata }) => metadata.name === name && metadata.namespace === namespace)!.data['values.yaml']);
}

/** Cluster API calls the Secret of a cluster after it; the others are named by the suite. */
function clusterBehind({ kubeConfig }: Manifest['spec']): string {
  const names: Readonly<Record<string, string>> = {
    'twin-1': 'a-cluster-whose-name-is-as-long-as-cluster-names-may-be-at-mos1', 'twin-2': 'a-cluster-whose-name-is-as-long-as-cluster-names-may-be-at-mos2',
  };
  const secret = kubeConfig?.secretRef.name;
  return secret === undefined ? 'hub' : names[secret] ?? secret.replace(/-kubeconfig$/, '');
}

function objects(output: Output, kind: string): readonly Manifest[] {
  return output.filter(({ cluster }) => cluster === 'hub').flatMap(folder => folder.objects).filter(object => object.kind === kind);
}
