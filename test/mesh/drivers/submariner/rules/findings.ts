import { SubmarinerProps } from '../../../../../lib';
import { Finding, Fleet } from '../../../../../lib/fleet';
import { MeshProgram } from '../../../samples';
import { joined } from '../meshes';

/** What a rule says about a fleet. */
export function findingsOf(code: string, fleet: Fleet): readonly Finding[] {
  return fleet.check().filter(finding => finding.code === code);
}

/** What a rule says about a mesh of `east` and `west`, the code left out. */
export function messagesOf(code: string, props: Partial<SubmarinerProps> = {}, more: Partial<MeshProgram> = {}): readonly string[] {
  return findingsOf(code, joined(props, more).fleet).map(({ message }) => message);
}
