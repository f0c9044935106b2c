import { Config, output, secret } from '@pulumi/pulumi';
import { ApiObject, App } from 'cdk8s';
import { Construct } from 'constructs';
import { KubernetesProvider } from './kubernetes-provider';
import { ExistingCluster, Fleet } from '../../../lib';
import { deferred, FleetDeployment } from '../../../lib/pulumi';

const config = new Config();
const size = config.getNumber('size') ?? 1;
const network = { pods: '10.244.0.0/16', services: '10.245.0.0/20' };
const fleet = new Fleet(new App(), 'acme', { hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network }) });
if (config.getBoolean('overlap')) {
  new ExistingCluster(fleet, 'eu', { version: '1.34.1', network: { pods: '10.244.0.0/17', services: '10.246.0.0/20' } });
}

// What must come first is written last.
const { chart } = fleet.hub;
new ApiObject(chart, 'widget', { apiVersion: 'example.io/v1', kind: 'Widget', metadata: { name: 'gear', namespace: 'team' }, ...{ spec: { size } } });
const settings = new ApiObject(chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'team' }, ...{ data: { size: `${size}` } } });
const after = new ApiObject(chart, 'after', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'after', namespace: 'team' } });
after.addDependency(settings);
// A name of Kubernetes' own kind: Kubernetes has a Role named system::leader-locking-kube-controller-manager.
new ApiObject(chart, 'lock::after', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'lock', namespace: 'team' } });
const stringData = { known: deferred(output('known-later')), token: deferred(secret('do-not-tell')) };
new ApiObject(chart, 'token', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'token', namespace: 'team' }, ...{ stringData } });
// So many that a place to wait at is made for whatever comes after them.
const shards = new Construct(chart, 'shards');
for (const shard of 'abcdefghij') {
  new ApiObject(shards, shard, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `shard-${shard}`, namespace: 'team' } });
}
after.node.addDependency(shards);
new ApiObject(chart, 'team', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team' } });
new ApiObject(chart, 'widgets', {
  apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'widgets.example.io' },
  ...{
    spec: {
      group: 'example.io', scope: 'Namespaced', names: { kind: 'Widget', listKind: 'WidgetList', plural: 'widgets', singular: 'widget' },
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true } } }],
    },
  },
});

const hub = new KubernetesProvider('hub', { kubeconfig: process.env.CDK8S_FLEET_KUBECONFIG!, enableConfigMapMutable: 'true' });
export const deployment = new FleetDeployment('acme', { fleet, providers: { hub } }, {
  transforms: [({ type, name, props, opts }) => {
    const { metadata } = props as { readonly metadata?: object };
    return type === 'kubernetes:core/v1:ConfigMap' && name === 'acme/hub/after'
      ? { props: { ...props, metadata: { ...metadata, labels: { transformed: 'true' } } }, opts } : undefined;
  }],
});
