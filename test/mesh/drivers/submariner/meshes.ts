import { Submariner, SubmarinerMember, SubmarinerProps } from '../../../../lib';
import { MeshProgram, objectIn, program, Written } from '../../samples';

/** What every mesh here has. */
export const BROKER = { brokerApiServer: 'hub.example.com:6443' } as const;

/** Tunnels with some options. */
export function tunnels(props: Partial<SubmarinerProps> = {}) {
  return Submariner.tunnels({ ...BROKER, ...props });
}

/** A fleet whose members, `east` and `west` unless others are named, are joined by tunnels with some options. */
export function joined(props: Partial<SubmarinerProps> = {}, more: Partial<MeshProgram> = {}) {
  return program({ mesh: tunnels(props), ...more });
}

/** What the Submariner of `east` says, with options of the mesh and of the member. */
export function specOf(
  props: Partial<SubmarinerProps> = {}, member: Partial<SubmarinerMember> = {}, more: Partial<MeshProgram> = {},
): Record<string, unknown> {
  const { fleet } = joined(props, { options: { east: member }, ...more });
  return objectIn(fleet, 'east', 'Submariner', 'submariner').spec as Record<string, unknown>;
}

/** An object without what is looked at elsewhere. */
export function without(object: Written, field: string): object {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== field));
}

/** What keeps a namespace from being deleted with all that is in it. */
export const KEPT = {
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false', 'helm.sh/resource-policy': 'keep', 'kustomize.toolkit.fluxcd.io/prune': 'disabled',
};
