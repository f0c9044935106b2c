import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { ApiObject, App } from 'cdk8s';
import { Artifact, Claim, Fleet, FleetApp, Mirror, UsedArtifact } from '../../../lib';
import { imageArtifact } from '../../../lib/fleet/artifacts/artifact';
import { Member, newFleet } from '../members';

const FILE = '_bill-of-materials.json';
const DIGEST = `sha256:${'0f'.repeat(32)}`;
const PLACE = 'registry.example.com/mirror';

const scratch = mkdtempSync(join(tmpdir(), 'cdk8s-fleet-bill-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

type Build = (fleet: Fleet) => void;

/** The output folder of a program with fleets, one for each id. */
function synth(outdir: string, build: Build, options: { readonly ids?: readonly string[]; readonly mirror?: Mirror } = {}): string {
  const { ids = ['acme'], mirror } = options;
  const app = new FleetApp({ outdir: join(scratch, outdir) });
  ids.forEach(id => build(newFleet(app, { mirror }, id)));
  app.synth();
  return app.outdir;
}

let outputs = 0;
function billOf(build: Build, mirror?: Mirror): readonly UsedArtifact[] {
  const text = readFileSync(join(synth(`bill-${outputs++}`, build, { mirror }), FILE), 'utf8');
  return (JSON.parse(text) as { readonly artifacts: readonly UsedArtifact[] }).artifacts;
}

function pod(fleet: Fleet, name: string, images: readonly string[], namespace: string | undefined = 'shop'): void {
  const spec = { containers: images.map((image, i) => ({ name: `c${i}`, image })) };
  new ApiObject(fleet.hub.chart, `${namespace}-${name}`, { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace }, spec });
}

const artifact = (props: Partial<UsedArtifact> = {}): UsedArtifact =>
  ({ kind: 'artifact', source: 'oci://a.example/x', target: 'oci://a.example/x', version: 'v1', usedBy: 'x', ...props });
const without = ({ usedBy: _, ...rest }: UsedArtifact): Artifact => rest;

describe('the bill of materials', () => {
  test('is JSON with a line for each artifact, and says who has written it', () => {
    const outdir = synth('form', fleet => {
      pod(fleet, 'web', ['nginx:1', 'quay.io/acme/web:v1']);
      fleet.addArtifacts(() => [artifact({ usedBy: 'a "quoted" one' })]);
    });
    const text = readFileSync(join(outdir, FILE), 'utf8');
    expect(text.split('\n')).toEqual([
      '{ "writtenBy": "cdk8s-fleet: edit the program, not this file",',
      '  "artifacts": [',
      '{"kind":"artifact","source":"oci://a.example/x","target":"oci://a.example/x","version":"v1","usedBy":["a \\"quoted\\" one"]},',
      '{"kind":"image","source":"docker.io/library/nginx","target":"docker.io/library/nginx","version":"1","usedBy":["hub: Pod shop/web"]},',
      '{"kind":"image","source":"quay.io/acme/web","target":"quay.io/acme/web","version":"v1","usedBy":["hub: Pod shop/web"]}',
      '] }',
      '',
    ]);
    expect(JSON.parse(text)).toMatchObject({ writtenBy: 'cdk8s-fleet: edit the program, not this file' });
  });

  test('is not there where nothing is taken from outside', () => {
    expect(existsSync(join(synth('nothing', () => {}), FILE))).toBe(false);
  });

  test('takes the place of an earlier one, and goes with the last artifact', () => {
    const lines = (text: string) => text.match(/^\{"kind"/gm)?.length;
    const read = (build: Build) => {
      const file = join(synth('again', build), FILE);
      return existsSync(file) ? lines(readFileSync(file, 'utf8')) : undefined;
    };
    expect(read(fleet => pod(fleet, 'web', ['a', 'b']))).toBe(2);
    expect(read(fleet => pod(fleet, 'web', ['a']))).toBe(1);
    expect(read(() => {})).toBeUndefined();
    expect(readdirSync(join(scratch, 'again'))).toEqual([]);
  });

  test('does not take the place of a file that somebody else has written', () => {
    const outdir = synth('foreign', () => {});
    writeFileSync(join(outdir, FILE), '{ "artifacts": [] }\n');
    const [before, stderr] = [process.exitCode, jest.spyOn(process.stderr, 'write').mockReturnValue(true)];
    synth('foreign', fleet => pod(fleet, 'web', ['a']));
    expect(stderr.mock.calls.join()).toContain(`${FILE} is in the way and was not written by cdk8s-fleet`);
    expect(process.exitCode).toBe(1);
    process.exitCode = before;
    stderr.mockRestore();
    expect(readFileSync(join(outdir, FILE), 'utf8')).toBe('{ "artifacts": [] }\n');
  });

  test('is one for each fleet of a program, in its folder, with what that fleet alone uses', () => {
    const outdir = synth('several', fleet => {
      pod(fleet, 'web', [`acme/${fleet.node.id}`]);
    }, { ids: ['dev', 'prod'] });
    expect((readdirSync(outdir, { recursive: true }) as string[]).filter(file => file.endsWith('.json')).sort()).toEqual([
      `dev/${FILE}`, `prod/${FILE}`,
    ]);
    for (const id of ['dev', 'prod']) {
      const { artifacts } = JSON.parse(readFileSync(join(outdir, id, FILE), 'utf8')) as { readonly artifacts: readonly UsedArtifact[] };
      expect(artifacts.map(({ source }) => source)).toEqual([`docker.io/acme/${id}`]);
    }
  });

  test('is in one order, whatever that of the program', () => {
    const builds: readonly Build[] = [
      fleet => pod(fleet, 'b', ['b', 'a:2', 'a:1']), fleet => pod(fleet, 'a', ['b']),
      fleet => fleet.addArtifacts(() => [artifact({ usedBy: 'y' }), artifact()]),
      fleet => fleet.addArtifacts(() => [artifact({ kind: 'chart' }), artifact({ version: 'v0' }), artifact({ target: 'oci://b.example/x' })]),
    ];
    const bill = billOf(fleet => builds.forEach(build => build(fleet)));
    expect(billOf(fleet => [...builds].reverse().forEach(build => build(fleet)))).toEqual(bill);
    expect(bill.map(({ kind, source, target, version, usedBy }) => [kind, source, target, version, usedBy])).toEqual([
      ['artifact', 'oci://a.example/x', 'oci://a.example/x', 'v0', ['x']],
      ['artifact', 'oci://a.example/x', 'oci://a.example/x', 'v1', ['x', 'y']],
      ['artifact', 'oci://a.example/x', 'oci://b.example/x', 'v1', ['x']],
      ['chart', 'oci://a.example/x', 'oci://a.example/x', 'v1', ['x']],
      ['image', 'docker.io/library/a', 'docker.io/library/a', '1', ['hub: Pod shop/b']],
      ['image', 'docker.io/library/a', 'docker.io/library/a', '2', ['hub: Pod shop/b']],
      ['image', 'docker.io/library/b', 'docker.io/library/b', '', ['hub: Pod shop/a', 'hub: Pod shop/b']],
    ]);
  });

  test('names each user of an artifact once, under whatever names they call it', () => {
    expect(billOf(fleet => {
      pod(fleet, 'web', ['nginx:1', 'docker.io/nginx:1', 'index.docker.io/library/nginx:1']);
      pod(fleet, 'web', ['docker.io/library/nginx:1'], 'other');
    })).toEqual([{
      kind: 'image', source: 'docker.io/library/nginx', target: 'docker.io/library/nginx', version: '1',
      usedBy: ['hub: Pod other/web', 'hub: Pod shop/web'],
    }]);
  });

  test('does so with a mirror too', () => {
    const images = (fleet: Fleet) => ['nginx:1', `docker.io/nginx:1@${DIGEST}`, fleet.mirror.image('index.docker.io/nginx:1'), `${PLACE}/own:v1`];
    const bill = billOf(fleet => pod(fleet, 'web', images(fleet)), Mirror.registry(PLACE));
    expect(bill).toEqual([
      { kind: 'image', source: 'docker.io/library/nginx', target: `${PLACE}/docker.io/library/nginx`, version: '1', usedBy: ['hub: Pod shop/web'] },
      { kind: 'image', source: 'docker.io/library/nginx', target: `${PLACE}/docker.io/library/nginx`, version: `1@${DIGEST}`,
        usedBy: ['hub: Pod shop/web'] },
      { kind: 'image', source: `${PLACE}/own`, target: `${PLACE}/own`, version: 'v1', usedBy: ['hub: Pod shop/web'] },
    ]);
  });

  test('has what is no image as it is', () => {
    expect(billOf(fleet => pod(fleet, 'web', ['${IMAGE}']), Mirror.registry(PLACE))).toEqual([
      { kind: 'image', source: '${IMAGE}', target: '${IMAGE}', version: '', usedBy: ['hub: Pod shop/web'] },
    ]);
  });
});

describe('a Helm release in the bill of materials', () => {
  const release = (props: Partial<Extract<Claim, { type: 'release' }>> = {}): Build => fleet => {
    const { name } = new Member(fleet, 'eu');
    fleet.claim({
      type: 'release', installer: 'delivery', cluster: name, path: 'acme/eu/cni', name: 'cni', namespace: 'kube-system',
      repository: 'https://charts.example.org/stable/', chart: 'cni',
      defaultVersion: '1.0.0', values: {}, ...props,
    });
  };

  test('is its chart and the images that it is said to run', () => {
    const images = (version: string) => [`quay.io/acme/cni:v${version}`, 'quay.io/acme/agent'].map(image => ({ image, values: () => ({}) }));
    expect(billOf(release({ images }))).toEqual([
      { kind: 'chart', source: 'https://charts.example.org/stable/cni', target: 'https://charts.example.org/stable/cni', version: '1.0.0',
        usedBy: ['eu: Helm release cni'] },
      { kind: 'image', source: 'quay.io/acme/agent', target: 'quay.io/acme/agent', version: '', usedBy: ['eu: Helm release cni'] },
      { kind: 'image', source: 'quay.io/acme/cni', target: 'quay.io/acme/cni', version: 'v1.0.0', usedBy: ['eu: Helm release cni'] },
    ]);
  });

  test('is its chart alone when nobody says which images it runs', () => {
    expect(billOf(release({ repository: 'oci://ghcr.io/acme' }))).toEqual([
      { kind: 'chart', source: 'oci://ghcr.io/acme/cni', target: 'oci://ghcr.io/acme/cni', version: '1.0.0', usedBy: ['eu: Helm release cni'] },
    ]);
  });

  test('has the repository of its project as the source, and of what the mirror has the target', () => {
    const images = () => [{ image: 'quay.io/acme/cni:v1', values: ({ name }: { readonly name: string }) => ({ image: name }) }];
    const mirrored = release({ images, repository: `oci://${PLACE}/charts.example.org/stable`, mirroredFrom: 'https://charts.example.org/stable/' });
    expect(billOf(mirrored, Mirror.registry(PLACE)).map(({ source, target }) => [source, target])).toEqual([
      ['https://charts.example.org/stable/cni', `oci://${PLACE}/charts.example.org/stable/cni`], ['quay.io/acme/cni', `${PLACE}/quay.io/acme/cni`],
    ]);
  });
});

describe('an image as an artifact', () => {
  test.each<readonly [string, Artifact]>([
    ['nginx', { kind: 'image', source: 'docker.io/library/nginx', target: `${PLACE}/docker.io/library/nginx`, version: '' }],
    ['quay.io/acme/web:v1', { kind: 'image', source: 'quay.io/acme/web', target: `${PLACE}/quay.io/acme/web`, version: 'v1' }],
    [`quay.io/acme/web@${DIGEST}`, { kind: 'image', source: 'quay.io/acme/web', target: `${PLACE}/quay.io/acme/web`, version: DIGEST }],
    [`quay.io/acme/web:v1@${DIGEST}`, { kind: 'image', source: 'quay.io/acme/web', target: `${PLACE}/quay.io/acme/web`, version: `v1@${DIGEST}` }],
    [`${PLACE}/own:v1`, { kind: 'image', source: `${PLACE}/own`, target: `${PLACE}/own`, version: 'v1' }],
    ['{{ .image }}', { kind: 'image', source: '{{ .image }}', target: '{{ .image }}', version: '' }],
  ])('has place and version apart: %s', (image, expected) => {
    const made = imageArtifact(Mirror.registry(PLACE), image, 'somebody');
    expect([without(made), made.usedBy]).toEqual([expected, 'somebody']);
  });
});

test('a plain App writes none', () => {
  const app = new App({ outdir: join(scratch, 'plain') });
  pod(newFleet(app), 'web', ['a']);
  app.synth();
  expect(readdirSync(app.outdir).filter(file => file.endsWith('.json'))).toEqual([]);
});
