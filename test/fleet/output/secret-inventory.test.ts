import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { ExistingCluster, FleetApp, SecretEntry } from '../../../lib/fleet';
import { newFleet } from '../members';

const scratch = mkdtempSync(join(tmpdir(), 'cdk8s-fleet-inventory-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const SECRET: SecretEntry = {
  namespace: 'argocd', name: 'cluster-eu', type: 'Opaque', labels: { 'a/b': 'c' }, keys: ['config', 'name'], madeBy: 'people', readBy: 'Argo CD', rotatedBy: 'you | us',
};

function synth(outdir: string, secrets: readonly SecretEntry[], ids: readonly string[] = ['acme']): string {
  const app = new FleetApp({ outdir: join(scratch, outdir) });
  for (const id of ids) {
    const fleet = newFleet(app, {}, id);
    new ExistingCluster(fleet, 'eu', { version: '1.34.1', network: { pods: '10.0.0.0/16', services: '10.1.0.0/20' } });
    secrets.forEach(secret => fleet.claim({ type: 'secret', cluster: 'hub', path: `${id}/x`, secret }));
  }
  app.synth();
  return app.outdir;
}

describe('the inventory of Secrets', () => {
  test('lists what people make, beside the folders of the clusters', () => {
    const outdir = synth('some', [SECRET, { ...SECRET, name: 'made', madeBy: 'controller' }]);
    expect(readFileSync(join(outdir, '_secrets.md'), 'utf8')).toBe([
      '<!-- Written by cdk8s-fleet. Edit the program, not this file. -->', '', 'Secrets that people make, each in its cluster, before it is read.', '',
      '| cluster | namespace | name | type | keys | labels | read by | replaced by |',
      '| --- | --- | --- | --- | --- | --- | --- | --- |',
      '| hub | argocd | cluster-eu | Opaque | config, name | a/b=c | Argo CD | you \\| us |', '',
    ].join('\n'));
  });

  test('has a row for each Secret, whatever is in a text', () => {
    const text = readFileSync(join(synth('odd', [{ ...SECRET, readBy: 'a\n| b', keys: ['k\\'] }]), '_secrets.md'), 'utf8');
    expect(text.split('\n').filter(line => line.startsWith('|')).slice(2)).toEqual([
      '| hub | argocd | cluster-eu | Opaque | k\\\\ | a/b=c | a \\| b | you \\| us |',
    ]);
  });

  test('says what is in a Secret only where that is not for people to choose', () => {
    const content = 'the key token of Secret broker/client | of cluster hub';
    const table = (outdir: string, ...secrets: readonly SecretEntry[]) => readFileSync(join(synth(outdir, secrets), '_secrets.md'), 'utf8').split('\n').filter(line => line.startsWith('|'));
    expect(table('content', SECRET, { ...SECRET, name: 'from-broker', content })).toEqual([
      '| cluster | namespace | name | type | keys | labels | read by | replaced by | content |',
      '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
      '| hub | argocd | cluster-eu | Opaque | config, name | a/b=c | Argo CD | you \\| us |  |',
      '| hub | argocd | from-broker | Opaque | config, name | a/b=c | Argo CD | you \\| us | the key token of Secret broker/client \\| of cluster hub |',
    ]);
    expect(table('no-content', SECRET, { ...SECRET, name: 'made', madeBy: 'controller', content })[0])
      .toBe('| cluster | namespace | name | type | keys | labels | read by | replaced by |');
  });

  test('is not written when people make none, and goes when the last one goes', () => {
    expect(existsSync(join(synth('gone', [SECRET]), '_secrets.md'))).toBe(true);
    expect(existsSync(join(synth('gone', [{ ...SECRET, madeBy: 'controller' }]), '_secrets.md'))).toBe(false);
  });

  test('is one for each fleet of a program', () => {
    const outdir = synth('several', [SECRET], ['dev', 'prod']);
    expect((readdirSync(outdir, { recursive: true }) as string[]).filter(file => file.endsWith('.md')).sort()).toEqual(['dev/_secrets.md', 'prod/_secrets.md']);
  });
});
