import { Controller, Injectable, Module, Param, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { introduce } from './introductions.js';

@Injectable()
export class IntroductionService {
  introduce(name: string): Promise<string> {
    return introduce(name);
  }
}

@Controller('introductions')
export class IntroductionController {
  constructor(private readonly introductions: IntroductionService) {}

  @Post(':name')
  async introduce(@Param('name') name: string, @Req() req: Request): Promise<string> {
    return `${await this.introductions.introduce(name)}${req.secure ? ', safely' : ''}`;
  }
}

@Module({ controllers: [IntroductionController], providers: [IntroductionService] })
export class AppModule {}
