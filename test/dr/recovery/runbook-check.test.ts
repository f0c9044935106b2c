import { expect, test } from '@jest/globals';
import { withPlans } from './plans';

const additions = (runbook: object) => expect(() => withPlans().plan({ runbook }, 'p'));

test('additions to a runbook are as they are declared', () => {
  additions({
    title: 'Move', facts: [['Owner', 'team a'], ['Pager', 'two\nlines are one']], wayBack: ['a\n\nb'],
    afterRestore: [{ title: 'Call' }, { title: 'Look', text: ['a'], commands: ['for i in 1; do', '', 'done'], check: 'it is well' }],
  }).not.toThrow();
  additions({ facts: [], wayBack: [], afterRestore: [] }).not.toThrow();
});

test.each<readonly [object, string]>([
  [{ title: 'a\nb' }, 'title: write text of one line, without ```, got '],
  [{ facts: [['a']] }, "facts: write a list of pairs of texts, such as [['Owner', 'team a']], got [[\"a\"]]"],
  [{ facts: [['a', 1]] }, 'facts: write a list of pairs of texts'],
  [{ facts: 'a' }, "facts: write a list of pairs of texts, such as [['Owner', 'team a']], got 'a'"],
  [{ wayBack: [1] }, 'wayBack: write a list of texts that are not empty, got [1]'],
  [{ afterRestore: [null] }, 'afterRestore: write a list of objects, got [null]'],
  [{ afterRestore: [{}] }, 'afterRestore[0].title is missing; write text of one line, without ```'],
  [{ afterRestore: [{ title: 'a' }, { title: 'a```b' }] }, "afterRestore[1].title: write text of one line, without ```, got 'a```b'"],
  [{ afterRestore: [{ title: 'a', commands: 'ls' }] }, "afterRestore[0].commands: write a list of texts, got 'ls'"],
  [{ afterRestore: [{ title: 'a', commands: [1] }] }, 'afterRestore[0].commands: write a list of texts, got [1]'],
  [{ afterRestore: [{ title: 'a', text: 'b' }] }, "afterRestore[0].text: write a list of texts that are not empty, got 'b'"],
  [{ afterRestore: [{ title: 'a', check: 1 }] }, 'afterRestore[0].check: write text of one line, without ```, got 1'],
  [{ afterRestore: [{ title: 'a', command: ['ls'] }] }, 'afterRestore[0].command is no option; write one of title, text, commands, check'],
])('refuses %j', (runbook, message) => {
  additions(runbook).toThrow(`acme/p: runbook.${message}`);
});
