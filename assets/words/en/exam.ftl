# exam
