import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { members } from './registered-fleet';
import { Secrets } from '../../../../lib';
import { registerCluster } from '../../../../lib/delivery/argo-cd/registration';
import { clusterSecretTemplate } from '../../../../lib/delivery/argo-cd/registration/kubeconfig-template';
import { ArgoCdRegistry } from '../../../../lib/delivery/argo-cd/registry';
import { Fleet } from '../../../../lib/fleet';
import { newFleet } from '../../../fleet/members';
import { mayRead, reads } from '../../secrets/rbac';

const MODES = [['External Secrets', Secrets.externalSecrets()], ['made beforehand', Secrets.madeBeforehand()]] as const;
const LABELS = { 'argocd.argoproj.io/secret-type': 'cluster', 'stage': 'prod' };
const KEYS = ['config', 'name', 'server'];

/** What a unit of a cluster holds, as `kind name`; undefined without the unit. */
const unitOf = (fleet: Fleet, cluster: string) =>
  fleet.clusterCharts.find(chart => chart.cluster === cluster && chart.unit === 'argo-cd-access')?.toJson() as any[] | undefined;
const namesIn = (objects: any[] | undefined) => objects?.map(({ kind, metadata: { name, namespace = '-' } }) => `${kind} ${namespace}/${name}`);
const inArgoCd = (fleet: Fleet) => fleet.hub.chart.toJson().filter(object => object.metadata.namespace === 'argocd');

describe.each(MODES)('with Secrets of %s', (mode, secrets) => {
  test('a fleet with members of every kind has no findings, and no material in its output', () => {
    const { fleet } = members(secrets);
    expect(fleet.check()).toEqual([]);
    expect(fleet.clusterCharts.flatMap(chart => chart.toJson()).filter(object => object.kind === 'Secret').map(({ metadata, stringData, data }) =>
      [metadata.name, Object.keys(stringData ?? {}).sort(), data])).toEqual([
      ['cluster-aws', KEYS, undefined], ['argocd-manager-long-lived-token', [], undefined],
    ]);
  });

  test('each member but one of EKS has one Secret of Argo CD in the inventory of the hub, with its labels and the keys that Argo CD reads', () => {
    const { fleet } = members(secrets);
    const [hub, others] = [fleet.settle().clusters.filter(c => c.role === 'hub'), fleet.settle().clusters.filter(c => c.role !== 'hub')];
    expect(others.flatMap(c => c.secrets)).toEqual([]);
    const entry = (cluster: string, madeBy: string, rotatedBy: string) =>
      ({ namespace: 'argocd', name: `cluster-${cluster}`, type: 'Opaque', labels: LABELS, keys: KEYS, madeBy, readBy: 'Argo CD', rotatedBy });
    const made = mode === 'External Secrets' ? 'controller' : 'people';
    expect(hub[0].secrets.filter(listed => listed.namespace === 'argocd')).toEqual([
      entry('capi', made, made === 'controller' ? 'Cluster API, with the kubeconfig' : 'who made it'),
      entry('made', made, made === 'controller' ? 'who makes its kubeconfig' : 'who made it'),
      entry('unknown', 'people', 'who made it'),
    ]);
  });

  test('a member of EKS is a Secret of the output that asks AWS for tokens', () => {
    const { fleet, ca } = members(secrets);
    const secret = inArgoCd(fleet).filter(object => object.kind === 'Secret');
    expect(secret).toEqual([{
      apiVersion: 'v1', kind: 'Secret', type: 'Opaque', metadata: { name: 'cluster-aws', namespace: 'argocd', labels: LABELS },
      stringData: { name: 'aws', server: 'https://ABC.gr7.eu-west-1.eks.amazonaws.com', config: expect.any(String) as unknown },
    }]);
    expect(JSON.parse(secret[0].stringData.config)).toEqual({
      awsAuthConfig: { clusterName: 'prod-eu', roleARN: 'arn:aws:iam::111122223333:role/argo-cd' }, tlsClientConfig: { insecure: false, caData: ca },
    });
  });

  test('who needs it gets what lets Argo CD in, in a unit of its own that is not delivered; Cluster API and the hub do not', () => {
    const { fleet } = members(secrets);
    const role = ['ClusterRole -/argocd-manager-role', 'ClusterRoleBinding -/argocd-manager-role-binding'];
    expect(namesIn(unitOf(fleet, 'aws'))).toEqual(role);
    expect(namesIn(unitOf(fleet, 'made'))?.sort()).toEqual([
      ...role, 'Secret kube-system/argocd-manager-long-lived-token', 'ServiceAccount kube-system/argocd-manager',
    ]);
    expect(['capi', 'unknown', 'hub'].map(cluster => unitOf(fleet, cluster))).toEqual([undefined, undefined, undefined]);
    expect(fleet.clusterCharts.filter(chart => chart.unit === undefined && chart.cluster !== 'hub').flatMap(chart => chart.toJson())).toEqual([]);
  });
});

describe('the objects that let Argo CD in', () => {
  const accessTo = (cluster: string) => unitOf(members(Secrets.externalSecrets()).fleet, cluster)!;
  const bindingOf = (cluster: string) => accessTo(cluster).find(object => object.kind === 'ClusterRoleBinding');

  test('bind the role of Argo CD to the group of the access entry on EKS', () => {
    expect(bindingOf('aws').subjects).toEqual([{ kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: 'argocd-manager' }]);
  });

  test('bind it elsewhere to the ServiceAccount whose token the cluster makes', () => {
    const objects = accessTo('made');
    const [account] = objects.filter(object => object.kind === 'ServiceAccount');
    expect(bindingOf('made').subjects).toEqual([{ kind: 'ServiceAccount', name: account.metadata.name, namespace: account.metadata.namespace }]);
    expect(objects.find(object => object.kind === 'Secret')).toEqual({
      apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/service-account-token',
      metadata: {
        name: 'argocd-manager-long-lived-token', namespace: account.metadata.namespace,
        annotations: { 'kubernetes.io/service-account.name': account.metadata.name },
      },
    });
  });

  test.each(['aws', 'made'])('name a role that is there and may do everything: %s', cluster => {
    const { kind, name } = bindingOf(cluster).roleRef;
    expect(accessTo(cluster).filter(object => object.kind === kind && object.metadata.name === name).map(object => object.rules)).toEqual([
      [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }, { nonResourceURLs: ['*'], verbs: ['*'] }],
    ]);
  });
});

describe('with External Secrets', () => {
  test('a cluster Secret is made from the kubeconfig that the cluster declares', () => {
    const { fleet } = members(Secrets.externalSecrets());
    const made = inArgoCd(fleet).filter(object => object.kind === 'ExternalSecret');
    const inputs = (data: any[]) => data.map(({ secretKey, remoteRef: { key, property } }) => [secretKey, key, property]);
    expect(made.map(({ metadata, spec }) => [metadata.name, spec.secretStoreRef.name, inputs(spec.data)])).toEqual([
      ['cluster-capi', 'secrets-of-acme', [['kubeconfig', 'capi-kubeconfig', 'value']]],
      ['cluster-made', 'secrets-of-access', [['kubeconfig', 'made-access', 'admin.conf']]],
    ]);
    expect(made.map(({ spec }) => spec.target.template)).toEqual(['capi', 'made'].map(cluster =>
      ({ engineVersion: 'v2', mergePolicy: 'Replace', type: 'Opaque', metadata: { labels: LABELS }, data: clusterSecretTemplate(cluster) })));
  });

  test('what makes it may read these kubeconfigs and nothing else', () => {
    const objects = members(Secrets.externalSecrets()).fleet.hub.chart.toJson();
    expect(mayRead(objects)).toEqual(['argocd/secrets-of-access access/made-access', 'argocd/secrets-of-acme acme/capi-kubeconfig']);
    expect(reads(objects)).toEqual(mayRead(objects));
  });

  /**
   * These texts were run by the template engine of External Secrets v2.9.0 over kubeconfigs as client-go writes them, and what came out was read by
   * Argo CD v3.5.1's ClusterConfig. Whoever changes them runs both again.
   */
  test('the template is the one that upstream has run', () => {
    const { name, server, config } = clusterSecretTemplate('eu');
    expect(name).toBe('eu');
    const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
    expect([server, config].map(hash)).toEqual(['7d656ce6e69bd653', 'e28e37c0e1247ad7']);
  });
});

test('made beforehand, nothing about a kubeconfig is on the hub', () => {
  expect(namesIn(inArgoCd(members(Secrets.madeBeforehand()).fleet))).toEqual(['Secret argocd/cluster-aws']);
});

test('goes where Argo CD runs', () => {
  const installed = { namespace: 'gitops', perCluster: false, firstOf: () => ({}) as never };
  const { fleet } = members(Secrets.externalSecrets(), made => ArgoCdRegistry.of(made).install(installed));
  expect(inArgoCd(fleet)).toEqual([]);
  expect(new Set(fleet.hub.chart.toJson().filter(object => object.metadata.namespace === 'gitops').map(object => object.kind))).toEqual(
    new Set(['ExternalSecret', 'Secret', 'SecretStore', 'ServiceAccount']));
});

test('the hub itself needs no registration', () => {
  const fleet = newFleet(new App());
  registerCluster(fleet, new Construct(fleet, 'delivery'), 'hub');
  expect([fleet.hub.chart.toJson(), fleet.settle().clusters[0].secrets, fleet.clusterCharts.length]).toEqual([[], [], 1]);
});

test('a name that is no cluster fails', () => {
  const fleet = newFleet(new App());
  expect(() => registerCluster(fleet, new Construct(fleet, 'delivery'), 'eu')).toThrow("fleet 'acme' has no cluster 'eu'; it has hub");
});
