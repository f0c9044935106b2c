import * as pulumi from '@pulumi/pulumi';
import { ApiObject, App } from 'cdk8s';
import { Construct } from 'constructs';
import { Calico, Docker, ExistingCluster, Fleet, FleetProps, Lock, ManagedCluster } from '../../lib';

/** A provider of a cluster, as `new kubernetes.Provider(...)` makes one. */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, kind = 'kubernetes') {
    super(kind, name, { kubeconfig: name });
  }
}

/** A fleet of which only the hub is there. */
export function hubOnly(props: Partial<FleetProps> = {}): Fleet {
  return new Fleet(new App(), 'acme', {
    lock: Lock.memory(),
    hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '10.0.0.0/16', services: '10.1.0.0/20' } }),
    ...props,
  });
}

/** Adds a cluster that was made elsewhere; nothing is in it. */
export function existing(fleet: Fleet, name = 'eu-west', block = 2): ExistingCluster {
  return new ExistingCluster(fleet, name, { version: '1.34.1', network: { pods: `10.${block}.0.0/16`, services: `10.${block + 1}.0.0/20` } });
}

/** Adds a cluster that Cluster API makes. */
export function managed(fleet: Fleet, name = 'us-east', block = 4): ManagedCluster<any, any> {
  return new ManagedCluster(fleet, name, {
    version: '1.34.1', network: { pods: `10.${block}.0.0/16`, services: `10.${block + 1}.0.0/20` }, infrastructure: Docker.dev(),
    networkPlugin: Calico.vxlan(), controlPlane: { replicas: 1, machine: {} }, pools: { workers: { replicas: 1, machine: {} } },
  });
}

interface ConfigMapOptions {
  readonly namespace?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

export function configMap(scope: Construct, id: string, more: ConfigMapOptions = {}): ApiObject {
  const metadata = { name: id, ...(more.namespace !== undefined && { namespace: more.namespace }) };
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata, ...{ data: more.data ?? {} } });
}

export function namespace(scope: Construct, name: string): ApiObject {
  return new ApiObject(scope, name, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
}

/** A definition of a kind of one's own, and an object of it. */
export function definition(scope: Construct, id: string): ApiObject {
  return new ApiObject(scope, id, {
    apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'widgets.acme.example' },
    spec: {
      group: 'acme.example', scope: 'Namespaced', names: { kind: 'Widget', plural: 'widgets', singular: 'widget' },
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true } } }],
    },
  });
}

export function widget(scope: Construct, id: string): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'acme.example/v1', kind: 'Widget', metadata: { name: id } });
}
