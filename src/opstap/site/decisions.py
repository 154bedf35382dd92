"""What is worked out by a rule or a model, on which data, and who decides: the page `/about/decisions`.

Whoever adds a rule about people adds it here. Sources: GDPR Art. 13(2)(f) and 22; EU AI Act (2024/1689), Annex III 3 and 4.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from opstap.design.parts import Row, Text


@dataclass(frozen=True, slots=True)
class Use:
    """One question that a rule answers."""

    question: Text
    method: Text
    data: Text
    decides: Text
    known: Text

    @property
    def rows(self) -> list[Row]:
        """For the summary under it."""
        return [
            Row(_("It looks at"), self.data),
            Row(_("Who decides"), self.decides),
            Row(_("How well it works"), self.known),
        ]


USES = (
    Use(
        question=_("Can I join?"),
        method=_("A rule compares your answers with the conditions of the programme, one by one."),
        data=_("Your answers to the short check. Nothing else."),
        decides=_(
            "The conditions are the school's. The rule tells you which one is not met and which other road there is."
        ),
        known=_("It makes no estimate: the same answers always give the same result."),
    ),
    Use(
        question=_("In which order are applications shown?"),
        method=_("By the average of what readers scored for your motivation; with the same score, who sent it first."),
        data=_("The scores of the people who read your application, and when you sent it."),
        decides=_("The manager, who may leave the order and writes a reason for each decision."),
        known=_(
            "It makes no estimate. Readers score what you wrote, not how well it is spelled nor in which language."
        ),
    ),
    Use(
        question=_("What do I know already?"),
        method=_(
            "A model estimates how likely you are to answer a question on each skill, and how sure it is. Right answers"
            " raise it, wrong answers lower it, surprising answers count more. What you do not practise fades."
        ),
        data=_("Your answers to questions, and how hard those questions are for others."),
        decides=_("Nobody decides anything with it. You and your coach see it, as a range."),
        known=_(
            "On the answers of 2,000 people to another exam, the chances that it gave were off by one in a hundred or"
            " less, on average. Not checked yet on our own learners."
        ),
    ),
    Use(
        question=_("Am I ready for the exam?"),
        method=_(
            "From the estimate above, per part of the exam and weighed as the exam weighs, a model works out how likely you"
            " are to pass today, with a range. What we do not know yet never counts in your favour."
        ),
        data=_(
            "Your answers, also those of mock exams, and the published outline of the exam. Nothing about who you are."
        ),
        decides=_("You and your coach. The number never gives or refuses an exam by itself."),
        known=_(
            "On the answers of 2,000 people to another exam, on which it was set: of those for whom it said 80 % or more"
            " after 20 answers, 96 % passed. Not checked yet on our own learners."
        ),
    ),
    Use(
        question=_("Where can I begin?"),
        method=_(
            "A short test, if you want it. A model chooses the question that tells most about what you know, in each part of the"
            " course. It proposes a part to skip when it is 80 % sure that you know it, and a bridge when a part is new."
        ),
        data=_("Your answers in that test, and how hard its questions are. Nothing about who you are."),
        decides=_(
            "You: you may stop at any moment, and nothing is skipped unless you choose it. Your coach sees words."
        ),
        known=_(
            "Replayed on the answers of 1,700 people to another exam, with new questions as ours are: it ended after about 18"
            " questions, and for 89 in 100 people all 80 questions would have led to the same road. Its range held 75 % where it"
            " should hold 80 % (600 people). Not checked yet on our own learners."
        ),
    ),
    Use(
        question=_("Which lessons may I skip?"),
        method=_("A short test of a module: with four in five questions right, its lessons count as done."),
        data=_("Your answers in that test."),
        decides=_("You: you may still read every lesson, and take the test again after a day."),
        known=_("With four answers to choose from, who only guesses passes about twice in a hundred times."),
    ),
    Use(
        question=_("What does my plan say?"),
        method=_(
            "A rule puts the lessons, practice and mock exams that are left into your weeks, in order. Each night it is made"
            " anew. When they do not fit before the exam, it says how many hours or days more would do."
        ),
        data=_("Your hours a week, the day of your exam, and what you read, practised and skipped."),
        decides=_("You: you choose hours, day and what you skip. Your coach sees when a plan does not fit."),
        known=_("Its minutes for a lesson and a skill are our own figures. Not checked yet on our own learners."),
    ),
    Use(
        question=_("Which question comes next?"),
        method=_(
            "First what you would soon forget, then what you show least and what weighs most in the exam, then what is new. Not"
            " too hard, and not seen lately. Things that people mix up come together."
        ),
        data=_("The estimate above, when you last answered about it, and the published outline of the exam."),
        decides=_("You: you may choose another lesson or question at any time."),
        known=_(
            "It aims at three right answers in four. The pauses are those of FSRS, as published. Not checked yet on our own"
            " learners."
        ),
    ),
    Use(
        question=_("What does my coach see of what I know?"),
        method=_(
            "One word for each part of the exam, from the estimate above, and which questions most people of the group got wrong."
        ),
        data=_("Your answers, beside those of your group."),
        decides=_("Your coach, who uses it to prepare the next class. Nobody outside your school sees it."),
        known=_(
            "Where the word stops being one and begins to be the next is our own choice. Not checked yet on our own learners."
        ),
    ),
    Use(
        question=_("Is a question itself in order?"),
        method=_(
            "Counts of first answers: how many were right, which wrong option drew the most, and whether that changed. What is"
            " more than chance gets a mark."
        ),
        data=_("Everybody's first answers to a question, without names."),
        decides=_("Those who write the course look, and take a question out of use or leave it."),
        known=_("Many questions are looked at together, so a few marks are chance."),
    ),
    Use(
        question=_("What is on my page Today?"),
        method=_(
            "Your calendar and exams first, then what waits for your answer, then what you began, then the next lesson."
        ),
        data=_("The calendar of your group, where you are in the course, and your answers."),
        decides=_("You."),
        known=_("It makes no estimate."),
    ),
    Use(
        question=_("Whom does my coach call first?"),
        method=_(
            "A rule with a fixed order: who missed three classes and said nothing, then who asked for help, whose exam is near,"
            " and so on. Each reason is shown in words. There is no score."
        ),
        data=_(
            "Classes, calls for help, the day of your last lesson or answer, exams and how ready practice shows you, questions"
            " about work that wait. Never your age, gender, origin, language or address."
        ),
        decides=_("Your coach. You read on your page Today why they may call."),
        known=_(
            "It makes no estimate of its own. Once 60 people have gone the whole road, we check which reasons helped."
        ),
    ),
    Use(
        question=_("When may I try an exam again?"),
        method=_(
            "The rule of Microsoft: 24 hours after a first try, 14 days after a later one, at most 5 tries in 12 months, none"
            " after a pass."
        ),
        data=_("The days and results of your earlier tries."),
        decides=_("Your coach or the exam coordinator chooses a day with you, and you agree or ask for another."),
        known=_("It makes no estimate. A low readiness never refuses an exam: it only informs."),
    ),
    Use(
        question=_("Does my exam change before I sit it?"),
        method=_("A rule compares the day of your exam with the day on which the exam asks other things, or ends."),
        data=_("The exams of your track, the day that is booked, its language, and how often you sat it."),
        decides=_("Your coach and the exam coordinator see it with what could be done. Nothing is moved by itself."),
        known=_("It makes no estimate of you. The day in another language is sometimes an estimate, and is marked so."),
    ),
    Use(
        question=_("Which cards does an employer see?"),
        method=_(
            "A rule compares each card with what the job needs: languages, hours, start, work at home. One that is not met and"
            " the card is not shown. Certificates then give the order: a needed one weighs 3, a plus weighs 1. Equal cards"
            " are drawn by lot."
        ),
        data=_(
            "Only what stands on the card, after your yes. Never your name, age, gender, origin, address or attendance, nor"
            " how often you tried an exam."
        ),
        decides=_("The employer chooses whom to ask. You say yes or no, and only your yes tells your name."),
        known=_("It makes no estimate. Each card comes with what fits and what is missing, in words."),
    ),
    Use(
        question=_("Which vacancies fit me?"),
        method=_("The same rule, the other way round: your card beside each open vacancy, with the same two lists."),
        data=_("Your card and what the job needs. Where the work is, is shown and never counts."),
        decides=_("You. What you keep off your card does not count, and you may change it at any time."),
        known=_("It makes no estimate. An employer reads the same reasons as you."),
    ),
    Use(
        question=_("Will the programme reach its goals?"),
        method=_(
            "The coming months are played 400 times with chance, from what this programme saw and from stated assumptions. It"
            " says a range, and what would help most."
        ),
        data=_(
            "How many people took each step, and how ready practice shows them. The page shows groups to whoever pays."
        ),
        decides=_("Nobody is chosen or refused by it. The manager uses it to decide what the programme does."),
        known=_("Whether its ranges hold is checked when an edition ends. Until then it is a careful guess."),
    ),
)
