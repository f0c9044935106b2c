import { describe, expect, test } from '@jest/globals';
import { FluxFleet } from '../../../lib/gitops/flux-fleet';
import { fluxFleet } from '../../delivery/flux/fixtures';

const GIT = { type: 'git', url: 'https://git.example.com/acme/apps.git', tag: 'v1.0.0' };
const CHARTS = { type: 'helm', url: 'https://charts.example.com' };
const OCI = { type: 'oci', url: 'oci://r.example.com/web', tag: 'v1' };
const kustomization = { path: 'a' };
const helmRelease = { targetNamespace: 'shop', chart: 'web', version: '1.0.0' };
const make = (props: object, id = 'web') => new FluxFleet(fluxFleet().fleet, id, props as ConstructorParameters<typeof FluxFleet>[2]);

describe('options of a FluxFleet', () => {
  test.each<[object, string]>([
    [{ source: GIT }, 'acme/web: write one of kustomization and helmRelease, got neither'],
    [{ source: GIT, kustomization, helmRelease }, 'acme/web: write one of kustomization and helmRelease, got both'],
    [{ kustomization }, 'acme/web: source is missing; write an object'],
    [{ source: GIT, kustomization, name: 'Web' }, "acme/web: name: write lower-case letters, digits and dashes, 63 at most, got 'Web'"],
    [{ source: GIT, kustomization, interval: '1d' }, "acme/web: interval: write a duration such as '10m' or '1h30m', got '1d'"],
    [{ source: GIT, kustomization, clusterRole: 'edit' }, 'acme/web: clusterRole: there is no ServiceAccount to give it to; write serviceAccountName'],
    [{ source: { ...GIT, type: 'svn' }, kustomization }, "acme/web: source.type: write 'git', 'oci', 'helm' or 'bucket', got 'svn'"],
    [{ source: { ...GIT, tag: undefined }, kustomization }, 'acme/web: source: write one of branch, tag, semver, commit and name, got none'],
    [{ source: { ...GIT, branch: 'main' }, kustomization }, 'acme/web: source: write one of branch, tag, semver, commit and name, got branch and tag'],
    [{ source: { ...OCI, digest: 'sha256:a' }, kustomization }, 'acme/web: source: write one of tag, semver and digest, got tag and digest'],
    [{ source: { ...GIT, interval: '5' }, kustomization }, "acme/web: source.interval: write a duration such as '10m' or '1h30m', got '5'"],
    [{ source: { ...GIT, url: 'oci://a.example.com/b' }, kustomization }, "acme/web: source.url: a source of type 'git' has no oci:// address; write type: 'oci', got 'oci://a.example.com/b'"],
    [{ source: { ...OCI, url: 'https://a.example.com/b' }, kustomization }, "acme/web: source.url: a source of type 'oci' has oci://..., got 'https://a.example.com/b'"],
    [{ source: CHARTS, kustomization }, 'acme/web: source.type: a Helm repository holds charts; write helmRelease, or another source'],
    [{ source: { ...GIT, url: 'https://me:hunter2@git.example.com/a' }, kustomization },
      "acme/web: source.url: write the address without what stands before '@': it would be in the output for everybody to read; a name and a password belong into a Secret for"
      + ' the controller that reads it'],
    [{ source: { type: 'bucket', bucketName: 'a' }, kustomization }, 'acme/web: source.endpoint is missing; write text that is not empty'],
    [{ source: GIT, kustomization: {} }, 'acme/web: kustomization.path is missing; write text that is not empty, or a function of a cluster'],
    [{ source: GIT, kustomization: { path: 'a', wait: true, healthChecks: [] } },
      'acme/web: kustomization.healthChecks: with wait: true Flux looks at every object and ignores them; keep one of the two'],
    [{ source: CHARTS, helmRelease: { ...helmRelease, chart: undefined } }, 'acme/web: helmRelease.chart is missing; write which chart of the source it is'],
    [{ source: CHARTS, helmRelease: { ...helmRelease, version: undefined } }, 'acme/web: helmRelease.version is missing; write its version: an open one changes by itself'],
    [{ source: GIT, helmRelease }, 'acme/web: helmRelease.version: the source says it; leave it out'],
    [{ source: OCI, helmRelease: { targetNamespace: 'shop', chart: 'web' } }, 'acme/web: helmRelease.chart: the source says it; leave it out'],
    [{ source: OCI, helmRelease: { targetNamespace: 'shop', valuesFiles: ['a'] } }, 'acme/web: helmRelease.valuesFiles: a chart of an OCI registry takes none; write values'],
    [{ source: CHARTS, helmRelease: { ...helmRelease, releaseName: 'a'.repeat(54) } }, `acme/web: helmRelease.releaseName: Helm takes 53 characters at most, got '${'a'.repeat(54)}'`],
    [{ source: CHARTS, helmRelease: { ...helmRelease, targetNamespace: undefined } }, 'acme/web: helmRelease.targetNamespace is missing; write text that is not empty'],
  ])('fails on %j', (props, message) => {
    expect(() => make(props)).toThrow(new Error(message));
  });

  test('a release is named after the construct, within the limit of Helm', () => {
    expect(() => make({ source: CHARTS, helmRelease }, 'a'.repeat(54))).toThrow(
      new Error(`acme/${'a'.repeat(54)}: helmRelease.releaseName: Helm takes 53 characters at most, got '${'a'.repeat(54)}'`));
    expect(() => make({ source: CHARTS, helmRelease: { ...helmRelease, releaseName: 'web' } }, 'a'.repeat(54))).not.toThrow();
  });
});
