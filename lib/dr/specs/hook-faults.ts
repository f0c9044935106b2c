import { durationFaults } from './duration-faults';
import { labelSelectorFaults } from './label-selector-faults';
import { isSet, mapOf, mapsOf, textsOf } from './values';

/** Faults of `hooks` of a backup. Source: Velero v1.18.2, `pkg/apis/velero/v1/backup_types.go`, `pkg/podexec/pod_command_executor.go`. */
export function backupHookFaults(hooks: unknown): readonly string[] {
  return mapsOf(mapOf(hooks).resources).flatMap(([i, resource]) => [
    ...labelSelectorFaults(`hooks.resources[${i}].labelSelector`, resource.labelSelector),
    ...['pre', 'post'].flatMap(when => mapsOf(resource[when]).flatMap(([j, hook]) => {
      const field = `hooks.resources[${i}].${when}[${j}].exec`;
      const exec = mapOf(hook.exec);
      return [...commandFaults(field, exec), ...durationFaults(`${field}.timeout`, exec.timeout, '0s for 30 seconds, or a time')];
    })),
  ]);
}

/** Faults of `hooks` of a restore. Source: Velero v1.18.2, `pkg/apis/velero/v1/restore_types.go`, `internal/hook/item_hook_handler.go`. */
export function restoreHookFaults(hooks: unknown): readonly string[] {
  return mapsOf(mapOf(hooks).resources).flatMap(([i, resource]) => [
    ...labelSelectorFaults(`hooks.resources[${i}].labelSelector`, resource.labelSelector),
    ...mapsOf(resource.postHooks).flatMap(([j, hook]) => postHookFaults(`hooks.resources[${i}].postHooks[${j}]`, hook)),
  ]);
}

function postHookFaults(field: string, hook: Readonly<Record<string, unknown>>): readonly string[] {
  const [exec, init] = [mapOf(hook.exec), mapOf(hook.init)];
  return [
    ...commandFaults(`${field}.exec`, exec),
    ...durationFaults(`${field}.exec.execTimeout`, exec.execTimeout, '0s for 30 seconds, or a time'),
    ...durationFaults(`${field}.exec.waitTimeout`, exec.waitTimeout, '0s to wait without end, or a time'),
    ...durationFaults(`${field}.init.timeout`, init.timeout, '0s, or a time'),
    ...mapsOf(init.initContainers).flatMap(([k, container]) => containerFaults(`${field}.init.initContainers[${k}]`, container)),
  ];
}

function commandFaults(field: string, exec: Readonly<Record<string, unknown>>): readonly string[] {
  const empty = Array.isArray(exec.command) && (exec.command.length === 0 || exec.command[0] === '');
  return empty ? [`${field}.command: is empty; write the program and its arguments, each an entry of the list`] : [];
}

/** As `ValidateContainer`: it needs what a container may leave to its image elsewhere. */
function containerFaults(field: string, container: Readonly<Record<string, unknown>>): readonly string[] {
  const missing = ['name', 'image', 'command'].filter(key => (key === 'command' && isSet(container.command)
    ? textsOf(container.command).length === 0 : !isSet(container[key]) || container[key] === ''));
  return missing.length === 0 ? [] : [`${field}: has no ${missing.join(', no ')}; Velero asks for name, image and command, so write ${missing.length === 1 ? 'it' : 'them'}`];
}
