import { expect, it } from 'vitest';
import { inspect, memoryProject, readBodies } from '../index.ts';

const FILES = {
  'package.json': JSON.stringify({
    name: 'club',
    scripts: { start: 'node server.ts' },
    dependencies: { '@nestjs/core': '*', '@nestjs/common': '*', 'class-validator': '*' },
  }),
  'server.ts': `import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
const app = await NestFactory.create(AppModule);
await app.listen(3000);
`,
  'app.module.ts': `import { Module } from '@nestjs/common';
import { MembersController } from './members.controller';
@Module({ controllers: [MembersController] })
export class AppModule {}
`,
  'members.controller.ts': `import { Body, Controller, Param, Post } from '@nestjs/common';
import { CreateMemberDto } from './create-member.dto';
@Controller('members')
export class MembersController {
  @Post(':club')
  create(@Param('club') club: string, @Body() dto: CreateMemberDto) { return dto; }
}
`,
  'create-member.dto.ts': `import { IsEmail, IsIn, IsInt, IsOptional, Max, Min, MinLength, IsString } from 'class-validator';
class Person { @IsEmail() email: string; }
export class CreateMemberDto extends Person {
  @IsInt() @Min(18) @Max(99) age: number;
  @IsIn(['member', 'owner']) role: string;
  @IsOptional() @IsString() @MinLength(2) nickname?: string;
}
`,
};

it('the body of a route is read from the classes of class-validator', () => {
  const project = memoryProject(FILES);
  const shape = readBodies(project, inspect(project).routes).get('POST /members/:club');
  expect(shape?.kind === 'object' && shape.fields.map(({ name, shape, optional }) => [name, shape, optional])).toEqual([
    ['email', { kind: 'string', format: 'email' }, false],
    ['age', { kind: 'number', integer: true, least: 18, most: 99 }, false],
    ['role', { kind: 'one-of', values: ['member', 'owner'] }, false],
    ['nickname', { kind: 'string', least: 2 }, true],
  ]);
});
