import { describe, expect, test } from '@jest/globals';
import { ApiObject, GroupVersionKind, JsonPatch, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import * as argoCd from '../../imports/argo-cd';
import * as caaph from '../../imports/caaph';
import * as capa from '../../imports/capa';
import * as capi from '../../imports/capi';
import * as docker from '../../imports/capi-docker';
import * as operator from '../../imports/capi-operator';
import * as certManager from '../../imports/cert-manager';
import * as cilium from '../../imports/cilium';
import * as clusterInventory from '../../imports/cluster-inventory';
import * as externalSecrets from '../../imports/external-secrets';
import * as fluxHelm from '../../imports/flux-helm';
import * as fluxKustomize from '../../imports/flux-kustomize';
import * as fluxSource from '../../imports/flux-source';
import * as gatewayApi from '../../imports/gateway-api';
import * as istio from '../../imports/istio';
import * as mcsApi from '../../imports/mcs-api';
import * as mcsApiV1Alpha1 from '../../imports/mcs-api-v1alpha1';
import * as submariner from '../../imports/submariner';
import * as submarinerOperator from '../../imports/submariner-operator';
import upstreams from '../../imports/upstreams.json';
import * as velero from '../../imports/velero';

interface Class {
  readonly GVK: GroupVersionKind;
  new (scope: Construct, id: string, props: never): ApiObject;
}

const MODULES: Readonly<Record<string, object>> = {
  capi, 'capi-docker': docker, 'capi-operator': operator, capa, caaph, 'cluster-inventory': clusterInventory, 'cert-manager': certManager,
  'argo-cd': argoCd, 'external-secrets': externalSecrets, 'flux-helm': fluxHelm, 'flux-kustomize': fluxKustomize, 'flux-source': fluxSource,
  'mcs-api': mcsApi, 'mcs-api-v1alpha1': mcsApiV1Alpha1, submariner, 'submariner-operator': submarinerOperator,
  cilium, istio, 'gateway-api': gatewayApi, velero,
};

const CLASSES: ReadonlyArray<readonly [string, Class]> = [
  ['cluster.x-k8s.io/v1beta2/Cluster', capi.Cluster],
  ['cluster.x-k8s.io/v1beta2/MachineDeployment', capi.MachineDeployment],
  ['cluster.x-k8s.io/v1beta2/MachinePool', capi.MachinePool],
  ['cluster.x-k8s.io/v1beta2/MachineHealthCheck', capi.MachineHealthCheck],
  ['addons.cluster.x-k8s.io/v1beta2/ClusterResourceSet', capi.ClusterResourceSet],
  ['controlplane.cluster.x-k8s.io/v1beta2/KubeadmControlPlane', capi.KubeadmControlPlane],
  ['bootstrap.cluster.x-k8s.io/v1beta2/KubeadmConfig', capi.KubeadmConfig],
  ['bootstrap.cluster.x-k8s.io/v1beta2/KubeadmConfigTemplate', capi.KubeadmConfigTemplate],
  ['infrastructure.cluster.x-k8s.io/v1beta2/DevCluster', docker.DevCluster],
  ['infrastructure.cluster.x-k8s.io/v1beta2/DevMachineTemplate', docker.DevMachineTemplate],
  ['operator.cluster.x-k8s.io/v1alpha2/CoreProvider', operator.CoreProvider],
  ['operator.cluster.x-k8s.io/v1alpha2/BootstrapProvider', operator.BootstrapProvider],
  ['operator.cluster.x-k8s.io/v1alpha2/ControlPlaneProvider', operator.ControlPlaneProvider],
  ['operator.cluster.x-k8s.io/v1alpha2/InfrastructureProvider', operator.InfrastructureProvider],
  ['operator.cluster.x-k8s.io/v1alpha2/AddonProvider', operator.AddonProvider],
  ['operator.cluster.x-k8s.io/v1alpha2/IPAMProvider', operator.IPAMProvider],
  ['operator.cluster.x-k8s.io/v1alpha2/RuntimeExtensionProvider', operator.RuntimeExtensionProvider],
  ['infrastructure.cluster.x-k8s.io/v1beta2/AWSCluster', capa.AWSCluster],
  ['infrastructure.cluster.x-k8s.io/v1beta2/AWSMachineTemplate', capa.AWSMachineTemplate],
  ['infrastructure.cluster.x-k8s.io/v1beta2/AWSClusterRoleIdentity', capa.AWSClusterRoleIdentity],
  ['infrastructure.cluster.x-k8s.io/v1beta2/AWSClusterStaticIdentity', capa.AWSClusterStaticIdentity],
  ['infrastructure.cluster.x-k8s.io/v1beta2/AWSClusterControllerIdentity', capa.AWSClusterControllerIdentity],
  ['addons.cluster.x-k8s.io/v1alpha1/HelmChartProxy', caaph.HelmChartProxy],
  ['multicluster.x-k8s.io/v1alpha1/ClusterProfile', clusterInventory.ClusterProfile],
  ['cert-manager.io/v1/Certificate', certManager.Certificate],
  ['cert-manager.io/v1/Issuer', certManager.Issuer],
  ['argoproj.io/v1alpha1/Application', argoCd.Application],
  ['argoproj.io/v1alpha1/ApplicationSet', argoCd.ApplicationSet],
  ['argoproj.io/v1alpha1/AppProject', argoCd.AppProject],
  ['external-secrets.io/v1/ExternalSecret', externalSecrets.ExternalSecret],
  ['external-secrets.io/v1/SecretStore', externalSecrets.SecretStore],
  ['external-secrets.io/v1/ClusterSecretStore', externalSecrets.ClusterSecretStore],
  ['external-secrets.io/v1alpha1/PushSecret', externalSecrets.PushSecret],
  ['helm.toolkit.fluxcd.io/v2/HelmRelease', fluxHelm.HelmRelease],
  ['kustomize.toolkit.fluxcd.io/v1/Kustomization', fluxKustomize.Kustomization],
  ['source.toolkit.fluxcd.io/v1/Bucket', fluxSource.Bucket],
  ['source.toolkit.fluxcd.io/v1/GitRepository', fluxSource.GitRepository],
  ['source.toolkit.fluxcd.io/v1/HelmRepository', fluxSource.HelmRepository],
  ['source.toolkit.fluxcd.io/v1/OCIRepository', fluxSource.OCIRepository],
  ['multicluster.x-k8s.io/v1beta1/ServiceExport', mcsApi.ServiceExport],
  ['multicluster.x-k8s.io/v1beta1/ServiceImport', mcsApi.ServiceImport],
  ['multicluster.x-k8s.io/v1alpha1/ServiceExport', mcsApiV1Alpha1.ServiceExport],
  ['multicluster.x-k8s.io/v1alpha1/ServiceImport', mcsApiV1Alpha1.ServiceImport],
  ['networking.istio.io/v1/DestinationRule', istio.DestinationRule],
  ['networking.istio.io/v1/ServiceEntry', istio.ServiceEntry],
  ['networking.istio.io/v1/VirtualService', istio.VirtualService],
  ['networking.istio.io/v1/Gateway', istio.Gateway],
  ['security.istio.io/v1/AuthorizationPolicy', istio.AuthorizationPolicy],
  ['security.istio.io/v1/PeerAuthentication', istio.PeerAuthentication],
  ['gateway.networking.k8s.io/v1/Gateway', gatewayApi.Gateway],
  ['cilium.io/v2/CiliumNetworkPolicy', cilium.CiliumNetworkPolicy],
  ['cilium.io/v2/CiliumClusterwideNetworkPolicy', cilium.CiliumClusterwideNetworkPolicy],
  ['submariner.io/v1/ClusterGlobalEgressIP', submariner.ClusterGlobalEgressIP],
  ['submariner.io/v1/GlobalEgressIP', submariner.GlobalEgressIP],
  ['submariner.io/v1/GlobalIngressIP', submariner.GlobalIngressIP],
  ['submariner.io/v1alpha1/Broker', submarinerOperator.Broker],
  ['submariner.io/v1alpha1/Submariner', submarinerOperator.Submariner],
  ['submariner.io/v1alpha1/ServiceDiscovery', submarinerOperator.ServiceDiscovery],
  ['velero.io/v1/Backup', velero.Backup],
  ['velero.io/v1/BackupStorageLocation', velero.BackupStorageLocation],
  ['velero.io/v1/Restore', velero.Restore],
  ['velero.io/v1/Schedule', velero.Schedule],
  ['velero.io/v1/VolumeSnapshotLocation', velero.VolumeSnapshotLocation],
];

describe.each(CLASSES)('the class of %s', (gvk, type) => {
  const define = (props: object) => new type(Testing.chart(), 'object', props as never);

  test('has that API version and kind', () => {
    expect(`${type.GVK.apiVersion}/${type.GVK.kind}`).toBe(gvk);
    expect(define({}).toJson()).toMatchObject({ ...type.GVK });
  });

  test('keeps fields that the release does not know, at every depth', () => {
    const extra = { topLevel: [1, { a: '' }], spec: { newField: { deep: { list: [], empty: {} } } }, status: { phase: 'x' } };
    expect(define(extra).toJson()).toMatchObject(extra);
  });

  test('keeps what a patch adds and removes', () => {
    const object = define({ spec: { removed: true, kept: 0 } });
    object.addJsonPatch(JsonPatch.add('/spec/added', { a: [false] }), JsonPatch.remove('/spec/removed'), JsonPatch.add('/extra', 'x'));
    const { spec, extra } = object.toJson();
    expect({ spec, extra }).toEqual({ spec: { kept: 0, added: { a: [false] } }, extra: 'x' });
  });

  test('keeps the metadata it is given', () => {
    expect(define({ metadata: { name: 'n', namespace: 'ns', annotations: { a: 'b' } } }).toJson().metadata)
      .toEqual({ name: 'n', namespace: 'ns', annotations: { a: 'b' } });
  });
});

const withKinds = upstreams.filter(({ kinds }) => kinds.length > 0);

test.each(withKinds)('the module of $name has a class for each listed kind and for no other', ({ name, kinds }) => {
  expect(Object.keys(MODULES[name]).sort()).toEqual([...kinds].sort());
});

test('every listed kind is in the table above', () => {
  expect(CLASSES.map(([, type]) => type.GVK.kind).sort()).toEqual(upstreams.flatMap(({ kinds }) => kinds).sort());
});
