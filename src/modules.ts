import { filesModule } from './platform/file-routes.ts'
import type { Module } from './platform/module.ts'
import { runsModule } from './platform/runs/index.ts'
import { settingsModule } from './platform/settings-routes.ts'
import { todosModule } from './platform/todo-routes.ts'
import { membersModule } from './modules/members/routes.ts'
import { accountsModule } from './modules/accounts/routes.ts'
import { campaignsModule } from './modules/campaigns/routes.ts'
import { ledgerModule } from './modules/ledger/routes.ts'
import { guardedWordsModule } from './modules/guarded-words/routes.ts'
import { venuesModule } from './modules/venues/routes.ts'
import { activitiesModule } from './modules/activities/routes.ts'
import { recountAssignments } from './modules/assignments/recount.ts'
import * as assigning from './modules/assignments/rules.ts'
import { assignmentsModule } from './modules/assignments/routes.ts'
import { opinionAssignable } from './modules/opinions/assignable.ts'
import { recountOpinions } from './modules/opinions/clock.ts'
import { leadsModule } from './modules/opinions/leads/routes.ts'
import { answersDerived } from './modules/opinions/publishing/derived.ts'
import { publishingModule } from './modules/opinions/publishing/routes.ts'
import { opinionsModule } from './modules/opinions/routes.ts'
import * as opinions from './modules/opinions/rules.ts'
import {
  informationDescribed,
  informationsDerived,
  reportAssignable,
  reportsDerived,
} from './modules/information/index.ts'
import { informationModule } from './modules/information/routes.ts'
import { rostersModule } from './modules/rosters/routes.ts'
import { postsModule } from './modules/posts/routes.ts'
import { followCampaign } from './modules/activity-day/follow.ts'
import { activityDayModule } from './modules/activity-day/routes.ts'
import { followWithReturns } from './modules/sheets/follow.ts'
import { sheetsModule } from './modules/sheets/routes.ts'
import { publicModule } from './web/public/routes.ts'

/** What an office may set for its own 政协. */
const settings = [
  opinions.acceptDays,
  opinions.answerDays,
  opinions.rateDays,
  opinions.reopenMost,
  assigning.signDays,
  assigning.answerDays,
  assigning.tellLeaders,
]

/** The slices in order: a later one may use an earlier one's door, never the reverse. */
const slices: Module[] = [
  settingsModule(settings),
  accountsModule,
  membersModule,
  campaignsModule([followCampaign, followWithReturns]),
  ledgerModule,
  guardedWordsModule,
  venuesModule,
  activitiesModule,
  assignmentsModule(
    [opinionAssignable, reportAssignable],
    [recountAssignments, recountOpinions],
    [informationDescribed],
  ),
  opinionsModule([answersDerived, informationsDerived, reportsDerived]),
  leadsModule,
  publishingModule,
  informationModule,
  rostersModule,
  postsModule,
  activityDayModule,
  sheetsModule,
]

/** All that is served and worked on: to-dos, long runs and files follow the rules that the slices give. */
export const modules: Module[] = [
  todosModule(slices),
  ...slices,
  runsModule(slices),
  filesModule(slices),
  publicModule,
]
