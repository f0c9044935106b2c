import { describe, expect, test } from '@jest/globals';
import { faults } from '../support';

/** What a rule says of an empty object: nothing when it is true, else why not. */
function outcome(rule: string): string {
  const [fault] = faults({ 'type': 'object', 'x-kubernetes-validations': [{ rule }] }, {});
  if (fault === undefined) return 'true';
  if (fault.startsWith('spec cel: the rule is not met')) return 'false';
  return /^spec (?:cel: the rule stops with '(.*?)': |(cel-unevaluated): )/.exec(fault)!.slice(1).find(Boolean)!;
}

// The results are those of an API server of Kubernetes 1.34.
describe('functions of Kubernetes', () => {
  test.each([
    // ip.go
    ["isIP('10.0.0.1') && isIP('fd00::1') && !isIP('010.0.0.1') && !isIP('fe80::1%eth0') && !isIP('::ffff:1.2.3.4')"],
    ["ip('10.0.0.1').family() == 4 && ip('::1').family() == 6"],
    ["ip('127.0.0.1').isLoopback() && ip('::1').isLoopback() && !ip('10.0.0.1').isLoopback()"],
    ["ip('0.0.0.0').isUnspecified() && ip('::').isUnspecified() && !ip('::1').isUnspecified()"],
    ["ip('169.254.1.1').isLinkLocalUnicast() && ip('fe80::1').isLinkLocalUnicast() && !ip('10.0.0.1').isLinkLocalUnicast()"],
    ["ip('224.0.0.1').isLinkLocalMulticast() && ip('ff02::1').isLinkLocalMulticast() && !ip('224.0.1.1').isLinkLocalMulticast()"],
    ["ip('10.0.0.1').isGlobalUnicast() && !ip('255.255.255.255').isGlobalUnicast() && !ip('224.0.0.1').isGlobalUnicast() && !ip('::').isGlobalUnicast()"],
    ["ip.isCanonical('2001:db8::1') && !ip.isCanonical('2001:DB8::1')"],
    ["ip('2001:DB8::1') == ip('2001:db8:0::1') && string(ip('2001:DB8::1')) == '2001:db8::1'"],
    // cidr.go
    ["isCIDR('10.1.2.3/8') && isCIDR('::/0') && !isCIDR('10.0.0.0') && !isCIDR('10.0.0.0/33') && !isCIDR('10.0.0.0/08')"],
    ["cidr('10.1.2.3/8').prefixLength() == 8 && cidr('10.1.2.3/8').ip() == ip('10.1.2.3') && cidr('10.1.2.3/8').masked() == cidr('10.0.0.0/8')"],
    ["cidr('10.0.0.0/8').containsIP('10.1.1.1') && cidr('10.0.0.0/8').containsIP(ip('10.1.1.1')) && !cidr('10.0.0.0/8').containsIP('fd00::5')"],
    ["cidr('10.0.0.0/8').containsCIDR('10.2.0.0/16') && !cidr('10.0.0.0/8').containsCIDR(cidr('0.0.0.0/0')) && string(cidr('10.1.2.3/8')) == '10.1.2.3/8'"],
    // urls.go
    ["isURL('https://a.b/c') && isURL('/a') && !isURL('a/b') && !isURL('http://a b/')"],
    ["url('http://a.b:80/x?y=1&y=2').getScheme() == 'http' && url('http://a.b:80/x').getHost() == 'a.b:80' && url('http://[::1]:80/').getHostname() == '::1'"],
    ["url('http://a.b:80/x').getPort() == '80' && url('http://a/b c').getEscapedPath() == '/b%20c' && url('/p?x=1&x=2').getQuery() == {'x': ['1', '2']}"],
    ["url('http://a') == url('http://a') && url('http://a') != url('http://b')"],
    // format.go
    ["!format.dns1123Label().validate('a-b').hasValue() && format.dns1123Label().validate('A').value().size() == 1"],
    ["!format.dns1123Subdomain().validate('a.b').hasValue() && format.dns1035Label().validate('1a').hasValue() && !format.dns1123LabelPrefix().validate('ab-').hasValue()"],
    ["!format.qualifiedName().validate('a.b/C_d').hasValue() && format.labelValue().validate('a/b').hasValue() && !format.uuid().validate('123e4567-e89b-12d3-a456-426614174000').hasValue()"],
    ["format.named('dns1123Label').value().validate('A').hasValue() && !format.named('nope').hasValue() && format.dns1123Label().validate('a') != null"],
    // quantity.go
    ["isQuantity('1.5Gi') && isQuantity('-1e3') && !isQuantity('1K') && !isQuantity('')"],
    ["quantity('1Gi').isGreaterThan(quantity('1G')) && quantity('100m').isLessThan(quantity('1')) && quantity('1').compareTo(quantity('1000m')) == 0"],
    ["quantity('1k').asInteger() == 1000 && !quantity('100m').isInteger() && quantity('0.1').asApproximateFloat() == 0.1 && sign(quantity('-1')) == -1"],
    ["quantity('1').add(quantity('500m')) == quantity('1500m') && quantity('1').add(5) == quantity('6') && quantity('1').sub(1) == quantity('0') && quantity('2').sub(quantity('1')) == quantity('1')"],
    // regex.go
    ["'abcabc'.find('c.') == 'ca' && 'abc'.find('z') == '' && 'abcabc'.findAll('b.') == ['bc', 'bc'] && 'abcabc'.findAll('b.', 1) == ['bc']"],
    ["'ABC'.matches('(?i)^[[:alpha:]]+$') && !'é'.matches('^\\\\w$') && matches('abc', 'b')"],
    // lists.go
    ["[1, 2].isSorted() && !['b', 'a'].isSorted() && [1, 2].sum() == 3 && [].sum() == 0 && [1.5, 2.5].sum() == 4.0"],
    ["[duration('1s'), duration('2s')].sum() == duration('3s') && [1, 3, 2].max() == 3 && ['b', 'a'].min() == 'a'"],
    ['[1, 2, 1].indexOf(1) == 0 && [1, 2, 1].lastIndexOf(1) == 2 && [[1], [2]].indexOf([2]) == 1 && [1].indexOf(5) == -1 && [true, true].isSorted()'],
    ['sets.contains([1, 2, 3], [2, 3]) && !sets.contains([1], [2]) && sets.equivalent([1, 1], [1]) && sets.intersects([1], [1, 2]) && !sets.intersects([], [1])'],
    // ext.Strings
    ["'Abcé'.lowerAscii() == 'abcé' && 'É'.lowerAscii() == 'É' && 'abc'.upperAscii() == 'ABC' && 'abc'.charAt(1) == 'b' && 'abc'.charAt(3) == ''"],
    ["'a-b-c'.replace('-', '$&') == 'a$&b$&c' && 'a-b-c'.replace('-', '.', 1) == 'a.b-c' && 'aaa'.replace('a', 'b', -1) == 'bbb'"],
    ["'a,b,c'.split(',') == ['a', 'b', 'c'] && 'a,b,c'.split(',', 2) == ['a', 'b,c'] && ['a', 'b'].join('-') == 'a-b' && ' x '.trim() == 'x'"],
    ["'😀bb'.indexOf('b') == 1 && '😀bb'.indexOf('b', 2) == 2 && 'abc'.indexOf('a', 5) == -1 && '😀bb'.lastIndexOf('b') == 2 && 'abcabc'.lastIndexOf('a', 2) == 0"],
    ["'😀b'.substring(1) == 'b' && 'abc'.substring(1, 2) == 'b' && 'abc'.indexOf('', 2) == 2 && 'abc'.lastIndexOf('') == 3 && 'abc'.lastIndexOf('a', 9) == -1"],
    ["'%s-%d-%.2f-%x-%b-%o-%X%%'.format(['a', 5, 1.005, 255, 5, 8, 'hi']) == 'a-5-1.00-ff-101-10-6869%'"],
    ["'%s %s %s'.format([['a', 1.0], {'b': 1}, true]) == '[\"a\", 1.000000] {\"b\":1} true' && '%s'.format([duration('90s')]) == '90s' && '%s'.format([b'x']) == 'x'"],
    ["'%s'.format([[duration('1s'), timestamp('2024-01-02T03:04:05Z')]]) == '[duration(\"1s\"), timestamp(\"2024-01-02T03:04:05Z\")]' && '%b'.format([true]) == '1'"],
    // semverlib.go
    ["isSemver('1.2.3-rc.1+x') && !isSemver('v1.2') && isSemver('v1.2', true) && !isSemver('01.2.3') && !isSemver('99999999999999999999.0.0') && !isSemver('1.2-x', true)"],
    ["semver('1.2.3').major() == 1 && semver('1.2.3').minor() == 2 && semver('v1.02', true).patch() == 0 && semver('1.2.3') == semver('1.2.3+x')"],
    ["semver('1.2.3').isGreaterThan(semver('1.2.3-rc.1')) && semver('1.2.3-alpha').isLessThan(semver('1.2.3-alpha.1')) && semver('1.2.3-2').compareTo(semver('1.2.3-a')) == -1"],
    ["semver('1.2.3-alpha.10').compareTo(semver('1.2.3-alpha.9')) == 1 && semver('1.2.3-b').isGreaterThan(semver('1.2.3-a')) && semver('2.0.0').compareTo(semver('1.9.9')) == 1"],
    // conversions
    ["int('-7') == -7 && int(1.9) == 1 && int(timestamp('1970-01-01T00:00:10Z')) == 10 && int(5) == 5"],
    ["string(1.5) == '1.5' && string(1e7) == '1e+07' && string(0.00001) == '1e-05' && string(true) == 'true' && string(5) == '5' && string(b'abc') == 'abc' && string('a') == 'a'"],
    ["string(duration('1h30m')) == '5400s' && string(timestamp('2024-01-02T03:04:05.500Z')) == '2024-01-02T03:04:05.5Z' && duration(duration('1s')) == duration('1s')"],
    ["duration('1.5h') == duration('90m') && duration('5s').getSeconds() == 5 && timestamp('2024-01-02T03:04:05+02:00').getHours() == 1 && timestamp(10) == timestamp(timestamp(10))"],
    // the language
    ['cel.bind(x, [1, 2], x.exists(y, y == 2)) && [1, 2].exists_one(x, x > 1) && {\'a\': 1}.all(k, k == \'a\')'],
    ["optional.none().orValue(5) == 5 && {'a': 1}[?'b'].orValue(2) == 2 && {'a': {'b': 1}}.?a.?c.hasValue() == false && has({'a': 1}.a)"],
    ['(1/0 == 1 || true) && !(1/0 == 1 && false)'],
  ])('%s', rule => {
    expect(outcome(rule)).toBe('true');
  });

  test.each([
    ["ip('x').family() == 4", '"x" is no IP address'],
    ["cidr('10.0.0.0').prefixLength() == 8", '"10.0.0.0" is no CIDR'],
    ["url('a').getScheme() == ''", '"a" is no URL'],
    ["quantity('x').isInteger()", '"x" is no quantity'],
    ["quantity('100m').asInteger() == 1", 'cannot convert value to integer'],
    ["semver('1').major() == 1", '"1" is no semantic version'],
    ["int('0x10') == 16", '"0x10" is no integer'],
    ["int('9223372036854775808') > 0", '9223372036854775808 does not fit in 64 bits'],
    ["duration('1d') == duration('24h')", '"1d" is no duration'],
    ["timestamp('2024-01-02 03:04:05Z').getHours() == 3", '"2024-01-02 03:04:05Z" is no time'],
    ["'a'.charAt(2) == ''", 'index out of range: 2'],
    ["'abc'.substring(2, 1) == ''", 'invalid substring range, start 2, end 1'],
    ["'a'.indexOf('a', -1) == 0", 'index out of range: -1'],
    ["'%s %s'.format(['a']) == ''", 'index 1 out of range'],
    ["'%q'.format(['a']) == ''", 'could not parse formatting clause %q'],
    ['[].max() == 1', 'max called on empty list'],
    ["'a'.matches('(?=a)')", 'not a Go regular expression: \'(?=a\' is unknown to Go in "(?=a)"'],
    ["has({'a': 'b'}.a.c)", "no field 'c' in a value that is no object"],
    ["{'a': 1}.b == 1", 'No such key: b'],
    ['1/0 == 1', 'division by zero'],
  ])('fails while it runs: %s', (rule, why) => {
    expect(outcome(rule)).toBe(why);
  });

  test.each(["'a'.nope()", 'self.all(i, v, i == v)', 'self ==', "authorizer.path('/').check('get').allowed()", 'has(5)'])('cannot be evaluated, and says so: %s', rule => {
    expect(outcome(rule)).toBe('cel-unevaluated');
  });
});
