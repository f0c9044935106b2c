import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { joined } from './meshes';
import { FleetApp, Lock } from '../../../../lib';
import { factsIn, found, lockAfter, MeshProgram, objectIn } from '../../samples';

const FACT = 'fixed/mesh/mesh';
const blocksOf = (props: object, more: Partial<MeshProgram> = {}) => {
  const { fleet } = joined(props, more);
  const blocks = fleet.settle().clusters.map(({ name, ranges }) => [name, ranges.find(({ space }) => space === 'globalnet' || space === 'clusterset')?.cidr.toString()]);
  return { fleet, blocks: Object.fromEntries(blocks.filter(([, cidr]) => cidr !== undefined)) };
};

describe('blocks that the mesh hands out', () => {
  test('are there for members alone, one after the other', () => {
    expect(blocksOf({ globalnet: true }, { members: ['east', 'west'], clusters: ['east', 'west', 'north'] }).blocks).toEqual({ east: '242.0.0.0/16', west: '242.1.0.0/16' });
    expect(blocksOf({ clustersetIp: true }).blocks).toEqual({ east: '243.0.0.0/20', west: '243.0.16.0/20' });
  });

  test('never move when a member is added before the others', () => {
    const first = blocksOf({ globalnet: true }, { members: ['south', 'west'] });
    expect(first.blocks).toEqual({ south: '242.0.0.0/16', west: '242.1.0.0/16' });
    const then = { members: ['east', 'north', 'south', 'west'], fleet: { lock: lockAfter(first.fleet) } };
    expect(blocksOf({ globalnet: true }, then).blocks).toEqual({ ...first.blocks, east: '242.2.0.0/16', north: '242.3.0.0/16' });
    expect(found(blocksOf({ globalnet: true }, then).fleet)).toEqual([]);
  });

  test('keep clear of those that members name', () => {
    const options = { west: { globalCidr: '242.0.0.0/15' } };
    expect(blocksOf({ globalnet: true }, { options }).blocks).toEqual({ east: '242.2.0.0/16', west: '242.0.0.0/15' });
  });

  test('keep those of a member that leaves', () => {
    const first = blocksOf({ globalnet: true });
    const lock = lockAfter(first.fleet);
    expect(blocksOf({ globalnet: true }, { fleet: { lock }, options: { east: { leaving: true } } }).blocks).toEqual(first.blocks);
  });

  test('are not given to a second one after a member has gone: the lock still holds its block', () => {
    const first = blocksOf({ globalnet: true }, { members: ['east', 'west'] });
    const after = blocksOf({ globalnet: true, retired: ['east'] }, { members: ['north', 'west'], clusters: ['east', 'north', 'west'], fleet: { lock: lockAfter(first.fleet) } });
    expect(after.blocks).toEqual({ west: '242.1.0.0/16', north: '242.2.0.0/16' });
  });

  test('are refused a change, where a member names another later', () => {
    const lock = lockAfter(blocksOf({ globalnet: true }).fleet);
    const { fleet } = blocksOf({ globalnet: true }, { fleet: { lock }, options: { east: { globalCidr: '242.9.0.0/16' } } });
    expect(fleet.check().map(({ code, severity }) => `${severity} ${code}`)).toContain('error locked-value-changed');
  });

  test('come to an end, and then the synth fails', () => {
    const { fleet } = blocksOf({ globalnet: { range: '242.0.0.0/27', prefix: 28 } }, { members: ['east', 'west', 'north'] });
    expect(found(fleet).filter(line => line.startsWith('error'))).toEqual([expect.stringMatching(/^error address-plan-exhausted: west globalnet/)]);
  });

  test('may not lie where a member has its own addresses', () => {
    const { fleet } = blocksOf({ globalnet: { range: '10.0.0.0/8' } }, { options: { east: { globalCidr: '10.2.0.0/16' } } });
    expect(fleet.check().map(({ code }) => code)).toContain('overlapping-ranges');
  });
});

describe('the id of a member', () => {
  test('is a choice that the lock records', () => {
    const facts = factsIn(joined({}, { options: { east: { clusterId: 'e1' } } }).fleet).filter(({ fact }) => fact.startsWith('fixed/mesh'));
    expect(facts).toEqual([{ owner: 'east', fact: FACT, value: 'e1' }, { owner: 'west', fact: FACT, value: 'west' }]);
  });

  test('may not change', () => {
    const lock = lockAfter(joined().fleet);
    expect(found(joined({}, { fleet: { lock }, options: { east: { clusterId: 'e1' } } }).fleet)).toEqual([
      expect.stringMatching(/^error fixed-value-changed: .*east.*the other members would keep their routes to the old one/),
    ]);
  });

  test('is that of one mesh: a second mesh records its own', () => {
    const facts = factsIn(joined({}, { id: 'edge' }).fleet).filter(({ fact }) => fact.startsWith('fixed/mesh')).map(({ fact }) => fact);
    expect(facts).toEqual(['fixed/mesh/edge', 'fixed/mesh/edge']);
  });
});

describe('a synth of a FleetApp', () => {
  const folder = mkdtempSync(join(tmpdir(), 'submariner-lock-'));
  beforeAll(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });
  afterAll(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true, force: true });
  });

  test('records ids and blocks, and the next one keeps them', () => {
    const lock = Lock.memory();
    const synth = (members: readonly string[]) => {
      const app = new FleetApp({ outdir: join(folder, String(members.length)) });
      const { fleet } = joined({ globalnet: true }, { members, fleet: { lock }, app });
      app.synth();
      return Object.fromEntries(members.map(name => [name, objectIn(fleet, name, 'Submariner', 'submariner').spec.globalCIDR]));
    };
    const first = synth(['south', 'west']);
    const held = lock.read('acme').facts.filter(({ fact }) => fact === FACT || fact === 'range/globalnet');
    expect(held.map(({ owner, fact, value }) => `${owner} ${fact} ${value}`)).toEqual([
      'south fixed/mesh/mesh south', 'south range/globalnet 242.0.0.0/16', 'west fixed/mesh/mesh west', 'west range/globalnet 242.1.0.0/16',
    ]);
    expect(synth(['east', 'south', 'west'])).toEqual({ ...first, east: '242.2.0.0/16' });
  });
});
