import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { ImageReference, Mirror, MirrorOptions } from '../../../lib';

const DIGEST = `sha256:${'0f'.repeat(32)}`;
const PLACE = 'registry.example.com/mirror';
const plain = () => Mirror.registry(PLACE);
const messageOf = (run: () => unknown) => {
  try {
    return `gives ${String(run())}`;
  } catch (error) {
    return (error as Error).message;
  }
};

describe('an image in the mirror', () => {
  test.each([
    ['quay.io/cilium/cilium:v1.20.2', 'quay.io/cilium/cilium:v1.20.2'],
    [`quay.io/cilium/cilium:v1.20.2@${DIGEST}`, `quay.io/cilium/cilium:v1.20.2@${DIGEST}`],
    ['nginx', 'docker.io/library/nginx'],
    ['docker.io/nginx:1', 'docker.io/library/nginx:1'],
    ['index.docker.io/acme/web', 'docker.io/acme/web'],
    ['localhost/web', 'localhost/web'],
    ['other.example.com:5000/web:v1', 'other.example.com-5000/web:v1'],
    ['Quay.IO/acme/web', 'quay.io/acme/web'],
    ['[fd00::1]:5000/web', 'fd00-1-5000/web'],
    ['[::1]/web', '1/web'],
  ])('%s is %s below its place', (image, path) => {
    expect(plain().image(image)).toBe(`${PLACE}/${path}`);
    expect(String(ImageReference.parse(plain().image(image)))).toBe(`${PLACE}/${path}`);
  });

  test('keeps the port of the mirror, and needs no path of it', () => {
    expect(Mirror.registry('registry.example.com:5000/mirror').image('quay.io/web:v1')).toBe('registry.example.com:5000/mirror/quay.io/web:v1');
    expect(Mirror.registry('registry.example.com').image('quay.io/web:v1')).toBe('registry.example.com/quay.io/web:v1');
    expect(Mirror.registry('localhost:5000').image('quay.io/web:v1')).toBe('localhost:5000/quay.io/web:v1');
  });

  test.each(['', 'Nginx', '${IMAGE}', '{{ .image }}', 'web:{{ .tag }}', 'quay.io/acme/web:v+1', '*:v1'])('stays when it is none: %j', text => {
    expect(plain().image(text)).toBe(text);
    expect(plain().sourceOf(text)).toBe(text);
  });

  test.each([
    `${PLACE}/quay.io/web:v1`, 'registry.example.com/acme/own:v1', 'registry.example.com/web', 'Registry.Example.Com/web',
  ])('stays when it lies there already: %s', image => {
    expect(plain().image(image)).toBe(image);
  });

  test('stays when another port is the host of a place, and goes when it is not', () => {
    const mirror = Mirror.registry('registry.example.com:5000/mirror');
    expect(mirror.image('registry.example.com:5000/web')).toBe('registry.example.com:5000/web');
    expect(mirror.image('registry.example.com/web')).toBe('registry.example.com:5000/mirror/registry.example.com/web');
  });

  test('has no other place the second time', () => {
    const mirror = plain();
    expect(mirror.image(mirror.image('nginx:1'))).toBe(`${PLACE}/docker.io/library/nginx:1`);
  });

  test('is remembered by what it was called', () => {
    const mirror = plain();
    mirror.image('nginx:1');
    expect(mirror.sourceOf(`${PLACE}/docker.io/library/nginx:1`)).toBe('nginx:1');
    expect(mirror.sourceOf(`${PLACE}/docker.io/library/nginx:2`)).toBe(`${PLACE}/docker.io/library/nginx:2`);
  });
});

describe('places for some hosts', () => {
  const mirror = Mirror.registry(PLACE, {
    hosts: {
      'quay.io': 'quay.example.com', 'docker.io': 'registry.example.com:5000/hub', 'other.example.com:5000': 'registry.example.com/other',
      'ghcr.io': 'ghcr.io',
    },
  });

  test.each([
    ['quay.io/acme/web:v1', 'quay.example.com/acme/web:v1'],
    ['QUAY.io/acme/web:v1', 'quay.example.com/acme/web:v1'],
    ['nginx:1', 'registry.example.com:5000/hub/library/nginx:1'],
    ['index.docker.io/acme/web', 'registry.example.com:5000/hub/acme/web'],
    ['other.example.com:5000/web', 'registry.example.com/other/web'],
    ['registry.k8s.io/pause:3.10', `${PLACE}/registry.k8s.io/pause:3.10`],
    ['ghcr.io/acme/web', 'ghcr.io/acme/web'],
    ['quay.example.com/own:v1', 'quay.example.com/own:v1'],
    ['registry.example.com:5000/own:v1', 'registry.example.com:5000/own:v1'],
  ])('take %s from %s', (image, target) => {
    expect(mirror.image(image)).toBe(target);
  });

  test('hold for charts, releases and whole registries too', () => {
    expect(mirror.registry('quay.io')).toBe('quay.example.com');
    expect(mirror.chartRepository('oci://quay.io/acme/charts')).toBe('oci://quay.example.com/acme/charts');
    expect(mirror.chartRepository('oci://ghcr.io/acme/charts')).toBe('oci://ghcr.io/acme/charts');
    expect(mirror.release('https://quay.io/acme/releases', 'core')).toBe('quay.example.com/acme/core');
    expect(mirror.release('https://ghcr.io/acme/releases', 'core')).toBeUndefined();
  });

  test('are those that are given, and not what every object has', () => {
    expect(mirror.registry('constructor')).toBe(`${PLACE}/constructor`);
  });
});

describe('two images never have one place', () => {
  const host = fc.constantFrom(
    'quay.io', 'docker.io', 'index.docker.io', 'localhost', 'localhost:5000', 'a.example', 'a.example:5000', 'a.example-5000', 'a:5000',
    'A.Example', '[::1]', '[::1]:5000', '1.example',
  );
  const path = fc.constantFrom('web', 'library/web', 'a/web', 'a.example/web', 'docker.io/library/web', 'quay.io/web', 'mirror/web');
  const end = fc.constantFrom('', ':v1', `@${DIGEST}`, `:v1@${DIGEST}`);
  const image = fc.tuple(host, path, end).map(([registry, repository, version]) => `${registry}/${repository}${version}`);
  const places = fc.constantFrom<MirrorOptions['hosts']>(
    undefined, { 'quay.io': `${PLACE}/docker.io` }, { 'quay.io': PLACE }, { 'quay.io': 'r.example/x', 'docker.io': 'r.example/x' },
    { 'quay.io': 'r.example', 'a.example': 'r.example/web' },
    { 'a.example': 'r.example/x', 'localhost': 'r.example/x/library' },
  );

  /** As a registry tells images apart: hosts in lower case. */
  const identity = (reference: string) => {
    const parsed = ImageReference.parse(reference);
    return String(parsed.at(parsed.registry.toLowerCase(), parsed.repository));
  };

  test('whatever hosts, ports and places there are: the second is refused', () => {
    let [refused, given] = [0, 0];
    fc.assert(fc.property(places, fc.uniqueArray(image, { minLength: 2, maxLength: 12, selector: identity }), (hosts, images) => {
      const mirror = Mirror.registry(PLACE, { hosts });
      const targets = new Map<string, string>();
      for (const reference of images) {
        try {
          const target = mirror.image(reference);
          expect([target, targets.get(target)]).toEqual([target, undefined]);
          targets.set(target, reference);
          given++;
        } catch (error) {
          expect((error as Error).message).toMatch(/^Mirror\.registry: \S+ and \S+ would both lie at \S+: give one of their hosts a place of its own in 'hosts'$/);
          refused++;
        }
      }
    }), { numRuns: 500 });
    expect(refused).toBeGreaterThan(0);
    expect(given).toBeGreaterThan(refused);
  });

  test('which is said with both and the place, in whatever order they come', () => {
    const refusal = 'Mirror.registry: docker.io/acme/web:v1 and quay.io/acme/web:v1 would both lie at r.example/all/acme/web:v1: give one of their hosts a place of its own in \'hosts\'';
    for (const [one, other] of [['quay.io/acme/web:v1', 'acme/web:v1'], ['acme/web:v1', 'quay.io/acme/web:v1']]) {
      const mirror = Mirror.registry(PLACE, { hosts: { 'quay.io': 'r.example/all', 'docker.io': 'r.example/all' } });
      mirror.image(one);
      expect(messageOf(() => mirror.image(other))).toBe(refusal);
      expect(mirror.image(one)).toBe('r.example/all/acme/web:v1');
      expect(mirror.image('quay.io/acme/other:v1')).toBe('r.example/all/acme/other:v1');
    }
  });

  test('but one image under several names has one', () => {
    const mirror = plain();
    const names = ['nginx', 'docker.io/nginx', 'docker.io/library/nginx', 'index.docker.io/library/nginx'];
    expect(new Set(names.map(name => mirror.image(name))).size).toBe(1);
    expect(mirror.image('quay.io/web')).toBe(mirror.image('QUAY.IO/web'));
  });
});

describe('charts in the mirror', () => {
  test.each([
    ['https://helm.cilium.io', 'helm.cilium.io'],
    ['https://helm.cilium.io/', 'helm.cilium.io'],
    ['https://docs.tigera.io/calico/charts', 'docs.tigera.io/calico/charts'],
    ['http://charts.example.org:8080/stable/', 'charts.example.org-8080/stable'],
    ['oci://ghcr.io/acme/charts', 'ghcr.io/acme/charts'],
    ['ghcr.io/acme/charts', 'ghcr.io/acme/charts'],
    ['https://Acme.GitHub.io/HelmCharts', 'acme.github.io/helmcharts'],
    ['https://charts.example.org/~acme/a..b/_c_/%20/d___e', 'charts.example.org/acme/a-b/c/20/d-e'],
    ['oci://ghcr.io/acme/{{ .metadata.labels.Team }}', 'ghcr.io/acme/{{ .metadata.labels.Team }}'],
  ])('%s lies at %s', (repository, path) => {
    expect(plain().chartRepository(repository)).toBe(`oci://${PLACE}/${path}`);
  });

  test.each([
    'oci://registry.example.com/charts', `oci://${PLACE}/helm.cilium.io`, 'https://registry.example.com/charts/',
    'https://REGISTRY.example.com/charts',
    'oci://{{ .metadata.labels.registry }}/charts',
  ])('%s stays', repository => {
    expect(plain().chartRepository(repository)).toBe(repository);
  });

  test('of two repositories do not lie in one place', () => {
    const mirror = plain();
    mirror.chartRepository('https://charts.example.org/Stable');
    expect(mirror.chartRepository('https://CHARTS.example.org/Stable/')).toBe(`oci://${PLACE}/charts.example.org/stable`);
    expect(messageOf(() => mirror.chartRepository('https://charts.example.org/stable'))).toBe(
      'Mirror.registry: charts.example.org/Stable and charts.example.org/stable would both lie at oci://registry.example.com/mirror/charts.example.org/stable:'
      + ' give one of their hosts a place of its own in \'hosts\'');
  });
});

describe('releases of providers in the mirror', () => {
  test.each([
    ['https://github.com/kubernetes-sigs/cluster-api/releases', 'cluster-api', 'github.com/kubernetes-sigs/cluster-api/cluster-api'],
    ['https://github.com/kubernetes-sigs/cluster-api/releases/', 'bootstrap-kubeadm', 'github.com/kubernetes-sigs/cluster-api/bootstrap-kubeadm'],
    ['https://github.com/releases/Provider', 'infrastructure-x', 'github.com/releases/provider/infrastructure-x'],
    ['https://github.com/IBM/cluster-api-provider-ibmcloud/releases', 'infrastructure-ibmcloud',
      'github.com/ibm/cluster-api-provider-ibmcloud/infrastructure-ibmcloud'],
    ['https://git.example.org:8443/acme/releases', 'infrastructure-acme', 'git.example.org-8443/acme/infrastructure-acme'],
  ])('%s has its %s at %s, without scheme and tag', (releases, provider, path) => {
    expect(plain().release(releases, provider)).toBe(`${PLACE}/${path}`);
  });

  test('that lie on its host stay where they are', () => {
    expect(plain().release('https://registry.example.com/acme/releases', 'core')).toBeUndefined();
  });
});

test('without a mirror everything stays where it is', () => {
  const none = Mirror.NONE;
  expect([none.place, none.image('nginx'), none.registry('quay.io'), none.chartRepository('https://helm.cilium.io/'),
    none.release('https://github.com/a/releases', 'b')]).toEqual([
    undefined, 'nginx', 'quay.io', 'https://helm.cilium.io/', undefined,
  ]);
  expect(none.sourceOf('nginx')).toBe('nginx');
});

describe('what is no place', () => {
  const WORDS = 'write the host of a registry, which has a dot or a port, and a path, in lower case and without a scheme: \'registry.example.com/mirror\'';
  const CREDENTIALS = 'write the address without what stands before \'@\': it would be in the output for everybody to read; a name and a password belong into a'
    + ' Secret for the controller that reads it';

  test.each([
    '/', 'registry', 'registry/mirror', 'Registry.example.com', 'registry.example.com/Mirror', 'registry.example.com/', '/mirror',
    'registry.example.com//mirror',
    'https://registry.example.com', 'oci://registry.example.com/mirror', 'registry.example.com/mirror:v1', 'registry.example.com:port',
    'registry.example.com/mi rror',
    'registry.example.com/a..b', 'registry.example.com/-a', '-registry.example.com', `registry.example.com/mirror@${DIGEST}`, 'registry_.example.com',
  ])('is refused: %j', place => {
    expect(messageOf(() => Mirror.registry(place))).toBe(`Mirror.registry: ${WORDS}, got '${place}'`);
    const hosts = { 'quay.io': place };
    expect(messageOf(() => Mirror.registry(PLACE, { hosts }))).toBe(`Mirror.registry: hosts['quay.io']: ${WORDS}, got '${place}'`);
  });

  test.each([
    'user:secret@registry.example.com/mirror', 'user@registry.example.com', 'https://user:secret@registry.example.com',
  ])('is refused without repeating it: %s', place => {
    expect(messageOf(() => Mirror.registry(place))).toBe(`Mirror.registry: ${CREDENTIALS}`);
    expect(messageOf(() => Mirror.registry(PLACE, { hosts: { 'quay.io': place } }))).toBe(`Mirror.registry: hosts['quay.io']: ${CREDENTIALS}`);
  });

  test.each(['', 'https://quay.io', 'quay.io/cilium', 'Quay.io', 'quay.io:', 'index.docker.io', '-quay.io', 'quay.io '])('nor is a host: %j',
    host => {
      expect(messageOf(() => Mirror.registry(PLACE, { hosts: { [host]: 'registry.example.com/x' } }))).toBe(
        `Mirror.registry: hosts: write the host of a source in lower case, 'quay.io', and 'docker.io' for Docker Hub, got '${host}'`);
    });

  test.each<readonly [unknown, string]>([
    [null, 'Mirror.registry: write an object of options, got null'],
    [{ hosts: 'quay.io' }, 'Mirror.registry: hosts: write an object of texts, got \'quay.io\''],
    [{ hosts: { 'quay.io': 1 } }, 'Mirror.registry: hosts: write an object of texts, got {"quay.io":1}'],
  ])('nor are options: %j', (options, message) => {
    expect(messageOf(() => Mirror.registry(PLACE, options as MirrorOptions))).toBe(message);
  });

  test.each([
    'registry.example.com', 'registry:5000', 'localhost', '10.0.0.1:5000/a/b', '[fd00::1]:5000/mirror', 'registry.example.com/a__b/c-d/e.f',
  ])('and these are places: %s', place => {
    expect(Mirror.registry(place).place).toBe(place);
  });
});

test.each<[string, () => unknown, string]>([
  ['no text', () => Mirror.registry(null as never), 'Mirror.registry: place: write text that is not empty, got null'],
  ['an empty text', () => Mirror.registry(''), "Mirror.registry: place: write text that is not empty, got ''"],
  ['a misspelt option', () => Mirror.registry(PLACE, { host: {} } as never), 'Mirror.registry: host is no option; write hosts'],
])('%s is refused', (_, make, message) => {
  expect(messageOf(make)).toBe(message);
});

test.each([
  () => Mirror.registry(PLACE, { hosts: { 'me:hunter2@quay.io': PLACE } }), () => Mirror.registry(PLACE).chartRepository('https://me:hunter2@charts.example.com'),
])('credentials in an address are refused and not repeated', make => {
  expect(messageOf(make)).toMatch(/^Mirror\.\S+:( hosts:)? write the address without what stands before '@'/);
  expect(messageOf(make)).not.toContain('hunter2');
});
