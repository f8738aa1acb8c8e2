import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LEAKING_SERVER, Project } from './run.js';

const MANIFEST = { type: 'module', dependencies: { express: '5' }, devDependencies: { husky: '9' } };

describe('unsingleton init', () => {
  it('shows each change first and writes nothing', () => {
    const project = new Project({ ...LEAKING_SERVER, 'package.json': JSON.stringify(MANIFEST), '.husky/pre-commit': 'npm test\n' });
    project.commit();
    const { code, stdout } = project.run('init');
    expect(stdout).toContain('framework: Express');
    expect(stdout).toContain('+npx unsingleton scan --staged --baseline');
    expect(code).toBe(0);
    expect(project.git('status', '--porcelain').trim()).toBe('');
  });

  it('writes all of it, once, and takes it back', () => {
    const project = new Project({ ...LEAKING_SERVER, 'package.json': JSON.stringify(MANIFEST), '.husky/pre-commit': 'npm test\n', 'eslint.config.js': "import js from '@eslint/js';\n\nexport default [\n  js.configs.recommended,\n];\n" });
    project.commit();
    expect(project.run('init', '--yes').stdout).toContain('Wrote 4 files.');
    const read = (name: string): string => readFileSync(join(project.root, name), 'utf8');
    expect(read('eslint.config.js')).toBe("import js from '@eslint/js';\nimport unsingleton from 'unsingleton/eslint';\n\nexport default [\n  js.configs.recommended,\n  unsingleton.configs.recommended,\n];\n");
    expect(read('.husky/pre-commit')).toBe('npm test\nnpx unsingleton scan --staged --baseline\n');
    expect(JSON.parse(read('unsingleton.baseline.json'))).toMatchObject({ version: 1 });
    expect(project.run('init').stdout).toContain('Everything is set up already.');
    project.run('init', '--undo');
    expect(project.git('status', '--porcelain').trim()).toBe('');
  });

  it.each([
    ['lefthook.yml', 'pre-commit:\n  commands:\n    test:\n      run: npm test\n', '    unsingleton:\n      run: npx unsingleton scan --staged --baseline\n    test:'],
    ['.pre-commit-config.yaml', 'repos:\n  - repo: local\n    hooks: []\n', '      - id: unsingleton\n'],
    ['package.json', '{\n  "simple-git-hooks": {\n    "pre-commit": "npm test"\n  }\n}\n', '"pre-commit": "npm test && npx unsingleton scan --staged --baseline"'],
  ])('adds the hook to %s', (file, before, added) => {
    const project = new Project({ 'package.json': '{}', [file]: before });
    project.run('init', '--yes');
    expect(readFileSync(join(project.root, file), 'utf8')).toContain(added);
  });

  it('says what to do by hand where the ESLint configuration is no plain list', () => {
    const project = new Project({ ...LEAKING_SERVER, 'eslint.config.js': 'export default await load();\n' });
    expect(project.run('init').stdout).toContain("add unsingleton.configs.recommended from 'unsingleton/eslint' by hand");
  });
});
