import { expect } from '@jest/globals';
import { Fleet, IMesh, IstioMember } from '../../../../../lib';
import { ISTIO_RULES } from '../../../../../lib/mesh/drivers/istio/rules';
import { MeshProgram } from '../../../samples';
import { joined } from '../meshes';

/** What one rule says about a fleet. */
export function saidBy(code: string, fleet: Fleet): readonly string[] {
  const rule = ISTIO_RULES.find(other => other.code === code)!;
  const found = fleet.check().filter(finding => finding.code === code);
  // A finding is as bad as its rule says, and names what it is about.
  found.forEach(({ severity, paths }) => expect([severity, paths]).toEqual([rule.severity, expect.arrayContaining(['acme/mesh'])]));
  return found.map(({ clusters, message }) => `${clusters.join()}: ${message}`);
}

/** The same for a mesh of east and west. */
export function said(code: string, mesh: IMesh<IstioMember>, more: Partial<MeshProgram> = {}): readonly string[] {
  return saidBy(code, joined(mesh, more).fleet);
}
