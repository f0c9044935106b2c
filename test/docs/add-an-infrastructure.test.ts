import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { InMemory } from './in-memory';
import { fleetWith, itHonoursTheInfrastructureContract } from '../capi/infrastructure-contract';

describe('the infrastructure of docs/add-an-infrastructure.md', () => {
  itHonoursTheInfrastructureContract({
    infrastructure: () => InMemory.machines(),
    controlPlane: { replicas: 1, machine: {} },
    pool: { replicas: 2, machine: {} },
    changedPool: { replicas: 2, machine: { startupDuration: '30s' } },
    machineTemplateKind: 'DevMachineTemplate',
  });

  test('writes what the user gives for a machine', () => {
    const { objects } = fleetWith({ infrastructure: InMemory.machines(), controlPlane: { machine: { startupDuration: '30s' } }, pools: {} });
    expect(objects().find(o => o.kind === 'DevMachineTemplate')!.spec)
      .toEqual({ template: { spec: { backend: { inMemory: { vm: { provisioning: { startupDuration: '30s' } } } } } } });
  });

  test('is quoted there word for word', () => {
    const page = readFileSync(join(__dirname, '..', '..', 'docs', 'add-an-infrastructure.md'), 'utf8');
    expect(page).toContain(`\`\`\`ts\n${readFileSync(join(__dirname, 'in-memory.ts'), 'utf8')}\`\`\`\n`);
  });
});
