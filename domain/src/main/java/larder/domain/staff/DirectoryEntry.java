package larder.domain.staff;

/** A line of the directory: who works in which department, as what. */
public record DirectoryEntry(EmployeeName employee, DepartmentName department, JobTitle title) {}
