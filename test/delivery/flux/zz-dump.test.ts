import * as fs from 'node:fs';
import { test } from '@jest/globals';
import { ACCESS, deliver, fluxFleet, member } from './fixtures';
import { HelmInstallation } from '../../../lib';
import { FluxFleet } from '../../../lib/gitops/flux-fleet';
import { declare, newApp } from '../delivery-contract';
import { FluxDelivery } from '../../../lib/delivery/flux';

test('dump', () => {
  fs.rmSync('/tmp/fluxout', { recursive: true, force: true });
  for (const form of ['hub-and-spoke', 'per-cluster'] as const) {
    for (const off of [false, true]) {
      const { app, fleet } = fluxFleet({ form, secretRef: 'git', serviceAccountName: 'flux', decryption: { provider: 'sops', secretRef: 'age' }, shardingKey: c => c.name === 'us' ? 's1' : undefined,
        objectLevelWorkloadIdentity: true }, { withoutPruning: off });
      member(fleet, 'eu', { access: ACCESS.kubeconfig, labels: { stage: 'prod' }, region: 'eu-west-1' });
      member(fleet, 'us', { access: ACCESS.eks, labels: { stage: 'prod' }, region: 'us-east-1' });
      const old = member(fleet, 'old', { labels: { stage: 'dev' }, access: { type: 'kubeconfig', namespace: 'flux-system', name: 'old-kubeconfig' } });
      new HelmInstallation(fleet, 'm', { clusters: [old], addOn: { release: 'm', namespace: 'mon', repository: 'https://charts.example.com', chart: 'c', defaultVersion: '1.0.0', values: { a: null, b: { c: 1 } } } });
      new HelmInstallation(fleet, 'o', { clusters: [old, fleet.hub], addOn: { release: 'o', namespace: 'mon', repository: 'oci://charts.example.com/x', chart: 'c', defaultVersion: '1.0.0+b', values: { b: { c: [1] } } } });
      deliver(fleet, { name: 'web', sources: [{ type: 'directory', repoUrl: 'git@git.example.com:acme/web.git', targetRevision: 'main', path: 'x', recurse: true },
        { type: 'kustomize', repoUrl: 'oci://r.example.com/web', targetRevision: 'v1.0.0', path: 'overlays/eu', images: ['a=r.example.com:5000/b:v1', 'c@sha256:' + 'a'.repeat(64), 'd:1'] }] });
      deliver(fleet, { name: 'pay', waves: form === 'per-cluster' ? [] : ['one', 'two'], waveOf: c => c === 'eu' ? 'one' : 'two', sources: [
        { type: 'helm', repoUrl: 'https://charts.example.com', chart: 'pay', targetRevision: '1.2.3', releaseName: 'pay', values: { x: 1 } },
        { type: 'helm', repoUrl: 'https://git.example.com/acme/web.git', path: 'charts/pay', targetRevision: 'v1.2.3', releaseName: 'pay2', valueFiles: ['values-eu.yaml'] },
        { type: 'kustomize', repoUrl: 'https://git.example.com/acme/web.git', path: 'charts/pay', targetRevision: 'v1.2.3' }] });
      const base = new FluxFleet(fleet, 'base', { matchLabels: { stage: 'prod' }, source: { type: 'git', url: 'https://git.example.com/x', branch: 'main', secretRef: 's', spec: { recurseSubmodules: true } },
        serviceAccountName: 'tenant', clusterRole: 'edit', shardingKey: c => c.region, suspend: c => c.name === 'eu',
        kustomization: { path: c => `apps/${c.region}`, substitute: c => ({ REGION: c.region! }), substituteFrom: [{ kind: 'ConfigMap', name: 'v', optional: true }], images: [{ name: 'a', newTag: 'b' }],
          healthChecks: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'a', namespace: 'b' }], healthCheckExprs: [{ apiVersion: 'a.b/v1', kind: 'C', current: "status.x == 'y'" }],
          decryption: { provider: 'sops' }, targetNamespace: 'n', spec: { force: true, commonMetadata: { labels: { a: 'b' } } } } });
      new FluxFleet(fleet, 'app', { clusters: ['eu'], dependsOn: [base], source: { type: 'oci', url: 'oci://r.example.com/app', digest: 'sha256:' + 'b'.repeat(64) }, kustomization: { path: '.' } });
      new FluxFleet(fleet, 'bkt', { clusters: ['eu', fleet.hub], source: { type: 'bucket', bucketName: 'b', endpoint: 's3.amazonaws.com', region: 'r' }, kustomization: { path: 'a', deletionPolicy: 'MirrorPrune' } });
      const h = new FluxFleet(fleet, 'helm', { matchLabels: {}, source: { type: 'helm', url: 'https://charts.example.com' }, helmRelease: { chart: 'c', version: '1.2.3', targetNamespace: 't', values: c => ({ r: c.name, n: null }), valuesFiles: ['a.yaml'] } });
      new FluxFleet(fleet, 'helm-oci', { matchLabels: {}, dependsOn: [h], source: { type: 'oci', url: 'oci://charts.example.com/c', tag: '1.0.0' }, helmRelease: { targetNamespace: 't', spec: { driftDetection: { mode: 'enabled' } } } });
      new FluxFleet(fleet, 'helm-git', { matchLabels: {}, source: { type: 'git', url: 'ssh://git@x.example.com/c', name: 'refs/heads/main' }, helmRelease: { chart: './c', targetNamespace: 't', valuesFiles: c => [`${c.name}.yaml`] } });
      console.log(app.check().map(f => `${f.severity} ${f.code}: ${f.message}`).join('\n'));
      app.synth();
      fs.cpSync(app.outdir, `/tmp/fluxout/${form}${off ? '-off' : ''}/dist`, { recursive: true });
    }
  }
  const app = newApp();
  declare(app, 'acme', new FluxDelivery({ url: 'https://git.example.com/acme/fleet.git' }));
  app.synth();
  fs.cpSync(app.outdir, `/tmp/fluxout/contract/dist`, { recursive: true });
});
